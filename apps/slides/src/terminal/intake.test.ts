import headless from '@xterm/headless';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIntake } from './intake.ts';

const SCROLLBACK = 200;
const OPTIONS: ConstructorParameters<typeof headless.Terminal>[0] = {
  cols: 40,
  rows: 12,
  scrollback: SCROLLBACK,
  allowProposedApi: true,
  logLevel: 'off',
};

/** All lines, those above the screen too, with their attributes; and where the cursor is. */
function picture(terminal: headless.Terminal): string[] {
  const { active } = terminal.buffer;
  const lines = Array.from({ length: active.length }, (_, y) => {
    const line = active.getLine(y);
    const colours = Array.from({ length: terminal.cols }, (_, x) => line?.getCell(x)?.getFgColor());
    return `${line?.isWrapped} ${line?.translateToString(true)} ${colours.join('')}`;
  });
  return [...lines, `${active.type} ${active.cursorX},${active.cursorY} of ${active.length}`];
}

/** What is given to a terminal: text, a new size, or a screen to start anew from. */
type Step = { write: string } | { cols: number; rows: number } | { reset: string };

async function byIntake(steps: readonly Step[]) {
  const terminal = new headless.Terminal(OPTIONS);
  const given: number[] = [];
  const write = terminal.write.bind(terminal);
  terminal.write = (data, done) => {
    given.push(data.length);
    write(data, done);
  };
  let idle = 0;
  const intake = createIntake(terminal, SCROLLBACK, () => (idle += 1));
  const taken: number[] = [];
  for (const [index, step] of steps.entries()) {
    if ('write' in step) intake.write(step.write, () => taken.push(index));
    else if ('reset' in step) {
      intake.reset(() => {});
      intake.write(step.reset, () => {});
    } else intake.inOrder(() => terminal.resize(step.cols, step.rows));
    // Some steps come while what was before is being parsed, some after.
    if (index % 3 === 0) await new Promise((next) => setTimeout(next));
  }
  await new Promise<void>((done) => intake.inOrder(done));
  expect(intake.waiting).toBe(0);
  expect(idle).toBeGreaterThan(0);
  return { terminal, taken, given: given.reduce((sum, length) => sum + length, 0) };
}

async function plainly(steps: readonly Step[]): Promise<headless.Terminal> {
  const terminal = new headless.Terminal(OPTIONS);
  const written = (data: string) => new Promise<void>((done) => terminal.write(data, done));
  for (const step of steps) {
    if ('write' in step) await written(step.write);
    else if ('reset' in step) await written(`\u001bc${step.reset}`);
    else terminal.resize(step.cols, step.rows);
  }
  return terminal;
}

/** Many times what has to be kept, in lines that tell which one they are. */
function flood(from: number, lines: number): string {
  return Array.from({ length: lines }, (_, at) => `line ${from + at} ${'x'.repeat(30)}\r\n`).join(
    '',
  );
}

describe('what waits to be shown', () => {
  it('is parsed only as far as it is still there when a flood of lines has passed', async () => {
    const steps = Array.from({ length: 60 }, (_, at) => ({ write: flood(at * 800, 800) }));
    const length = steps.reduce((sum, { write }) => sum + write.length, 0);
    const { terminal, taken, given } = await byIntake(steps);
    expect(picture(terminal)).toEqual(picture(await plainly(steps)));
    expect(taken).toEqual(steps.map((_, at) => at));
    expect(given).toBeLessThan(length / 3);
  });

  it('is parsed in full where lines do not scroll away', async () => {
    for (const before of ['\u001b[?1049h', '\u001b[3;9r', '\u001b[4h', '\u001b[?7l']) {
      const steps = [
        before,
        ...Array.from({ length: 8 }, (_, at) => flood(at * 800, 800)),
        '\u001b[2;2H!',
      ];
      const writes = steps.map((write) => ({ write }));
      const { terminal } = await byIntake(writes);
      expect(picture(terminal)).toEqual(picture(await plainly(writes)));
    }
  });

  it('leaves the very screen, whatever comes between floods', async () => {
    const piece = fc.oneof(
      fc.integer({ min: 1, max: 3_000 }).map((lines) => ({ write: flood(0, lines) })),
      fc
        .constantFrom(
          '\u001b[31m',
          '\u001b[m',
          '\u001b[',
          '2J',
          '\u001b]0;ti',
          'tle\u0007',
          '日本\r\n',
        )
        .map((write) => ({ write })),
      fc
        .constantFrom('\u001b[?1049h', '\u001b[?1049l', '\u001b[2;5r', '\u001b[r', '\u001b[!p')
        .map((write) => ({ write })),
      fc.constantFrom('a\rb', '\t', '$ prompt', 'x'.repeat(90_000)).map((write) => ({ write })),
      fc.record({ cols: fc.integer({ min: 20, max: 60 }), rows: fc.integer({ min: 4, max: 30 }) }),
      fc.constant({ reset: 'anew\r\n' }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 4, maxLength: 24 }), async (steps) => {
        const { terminal } = await byIntake(steps);
        expect(picture(terminal)).toEqual(picture(await plainly(steps)));
      }),
      { numRuns: 60 },
    );
  });
});
