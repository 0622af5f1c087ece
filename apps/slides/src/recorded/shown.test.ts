import { beforeAll, describe, expect, it } from 'vitest';
import { talk } from '../talk/words/index.ts';
import { frameOf } from './frame-of.ts';
import { readSgr } from './sgr.ts';
import { load, shown } from './shown.ts';

beforeAll(async () => {
  await Promise.all([1, 2, 3, 4].map(load));
});

describe('what was recorded of the cues', () => {
  it('is of every cue as it stands, and came out as expected (else: npm run terminals:record)', () => {
    const runs = Object.values(shown.get()).flat();
    const faults = talk
      .flatMap(({ cues }) => cues)
      .flatMap(({ id, command, node }) => {
        const run = runs.find(({ cue }) => cue === id);
        if (!run) return [`${id} was not recorded`];
        const typed = readSgr(run.lines[0] ?? '').text;
        if (!typed.endsWith(` # ${command}`)) return [`${id} was recorded as: ${typed}`];
        if (!run.terminal.startsWith(`${node}/`)) return [`${id} was recorded on ${run.terminal}`];
        return run.held ? [] : [`${id} did not hold`];
      });
    expect(faults).toEqual([]);
  });
});

describe('frameOf', () => {
  it('builds the network on the slide that runs setup.sh', () => {
    expect(frameOf('step-1-env', 1)).toBe('clean');
    expect(frameOf('step-1-run', 1)).toBe('done');
    expect(frameOf('step-1-ping', 1)).toBe('done');
  });
});
