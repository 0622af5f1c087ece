import type { Browser, Page } from 'playwright-core';
import { isLive, placeOf } from '../harness/place.ts';
import { until } from '../harness/until.ts';
import type { ShownSlide } from './slides-of.ts';

/** Ms for a cue: the slowest, test.sh with its pings, takes some ten seconds. */
const CUE_ENDS = 90_000;

/** A stage that is driven as a presenter drives it; whoever follows sees what a hall sees. */
export interface Hall {
  /** Goes on to that place, which must be ahead, and runs what comes with it. */
  readonly goTo: (slide: ShownSlide, fragment: number, run: boolean) => Promise<void>;
  /** What stands in a terminal of the stage's slide, by its id. */
  readonly terminals: () => Promise<Record<string, string>>;
}

/** @param first the place, slide and fragment, where the shots begin */
export async function openHall(browser: Browser, url: string, first: string): Promise<Hall> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 720 },
    reducedMotion: 'reduce',
  });
  const stage = await context.newPage();
  await stage.addInitScript("localStorage.setItem('netstage:pace', 'plain')");
  await stage.goto(url);
  await isLive(stage);
  // A talk opens behind what is for the speaker alone.
  await pressUntil(stage, 'PageUp', first);
  return {
    async goTo(slide, fragment, run) {
      await pressUntil(stage, 'PageDown', `${slide.id} ${fragment}`);
      if (run) await runAll(stage, slide);
    },
    terminals: () => terminalsOf(stage),
  };
}

/** Goes step by step; a step that leads nowhere is an error. */
async function pressUntil(stage: Page, key: string, place: string): Promise<void> {
  for (let at = await placeOf(stage); at !== place; at = await placeOf(stage)) {
    await stage.keyboard.press(key);
    await until(`the stage moved from ${at} by ${key}`, async () => (await placeOf(stage)) !== at);
  }
}

/** The text of each terminal of the slide that can be seen: xterm draws no other. */
export async function terminalsOf(page: Page): Promise<Record<string, string>> {
  return page.locator('section.present [data-testid=terminal]').evaluateAll(async (shells) => {
    const seen = await Promise.all(
      shells.map(
        (shell) =>
          new Promise<boolean>((resolve) => {
            const observer = new IntersectionObserver(([entry]) => {
              observer.disconnect();
              resolve(entry?.isIntersecting ?? false);
            });
            observer.observe(shell.querySelector('.xterm-screen') ?? shell);
          }),
      ),
    );
    return Object.fromEntries(
      shells
        .filter((_, index) => seen[index])
        .map((shell) => [
          shell.getAttribute('data-terminal') ?? '',
          [...shell.querySelectorAll('.xterm-rows > div')]
            .map((row) => row.textContent.trimEnd())
            .join('\n'),
        ]),
    );
  });
}

/** Runs the chips that are there and have not run, in their order. */
async function runAll(stage: Page, slide: ShownSlide): Promise<void> {
  const open = [];
  for (const { id, terminal, command } of slide.cues) {
    const chip = stage.locator(`section.present [data-testid=chip][data-cue="${id}"]`);
    if ((await chip.count()) === 0) continue;
    const state = () => chip.getAttribute('data-state');
    if (!(await waits(chip))) continue;
    await ready(stage, terminal);
    await chip.locator('.chip-run').click();
    if (command.ready !== undefined) {
      await until(`${id} is ready`, async () => (await state()) === 'ready', { within: CUE_ENDS });
      open.push({ id, terminal, chip, state });
      continue;
    }
    await ends(id, state);
  }
  // What ran beside the others is ended as the presenter ends it.
  for (const { id, terminal, chip, state } of open) {
    // A capture reads packets some tenths of a second late.
    const shown = () => chip.getAttribute('data-shown');
    await until(`${id} has shown what it should`, async () => (await shown()) === 'true');
    await stage.locator(shell(terminal)).locator('.xterm-helper-textarea').press('Control+c');
    await ends(id, state);
    await stage.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    });
  }
}

async function waits(chip: ReturnType<Page['locator']>): Promise<boolean> {
  return (await chip.getAttribute('data-state')) === 'idle';
}

function shell(terminal: string): string {
  return `section.present [data-terminal="${terminal}"]`;
}

async function ready(stage: Page, terminal: string): Promise<void> {
  await stage.locator(`${shell(terminal)}[data-shell=prompt]`).waitFor();
}

/** A verdict of either kind: a chip that does not hold is for the eye to see. */
async function ends(id: string, state: () => Promise<string | null>): Promise<void> {
  let last: string | null = null;
  await until(
    `${id} has its verdict`,
    async () => {
      last = await state();
      return last === 'held' || last === 'broken';
    },
    { within: CUE_ENDS, about: () => `it is ${last}` },
  );
  if (last === 'broken') process.stdout.write(`${id} did not hold\n`);
}
