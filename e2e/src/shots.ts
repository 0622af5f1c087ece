/**
 * `npm run shots`: every slide of the talk in all sizes and both themes, as a hall sees it: driven
 * by a stage that has run its commands. Makes one contact sheet and a list of what does not fit or
 * cannot be read. Ends with 1 if something does not.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from './harness/browser.ts';
import { startTalk } from './harness/talk.ts';
import { contactSheet } from './shots/contact-sheet.ts';
import { openFollower, SIZES } from './shots/follower.ts';
import type { Follower, ShotSize } from './shots/follower.ts';
import { openHall } from './shots/hall.ts';
import { slidesOf } from './shots/slides-of.ts';
import type { ShownSlide } from './shots/slides-of.ts';
import { takeShots } from './shots/take-shots.ts';
import type { Shot } from './shots/take-shots.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: join(import.meta.dirname, '../../.netstage/shots') },
    /** Another talk's audience, e.g. one that runs with --no-lab; nothing is run there. */
    url: { type: 'string' },
    /**
     * Slides by how their ids begin, with commas. Of a step with one of these slides the others
     * are gone through for their setup.sh only.
     */
    only: { type: 'string' },
    /** Sizes by their names, with commas. */
    sizes: { type: 'string' },
    /** As the labs boot: no command is run. */
    clean: { type: 'boolean', default: false },
    /** Each fragment of each slide, not only the last. */
    fragments: { type: 'boolean', default: false },
  },
});

const only = values.only?.split(',');
const sizes = sizesOf(values.sizes);
const isWanted = ({ id }: ShownSlide) => only?.some((start) => id.startsWith(start)) ?? true;
await rm(values.out, { recursive: true, force: true });
await mkdir(values.out, { recursive: true });

const talk = values.url === undefined ? await startTalk() : null;
const url = values.url ?? talk?.urls.audience ?? '';
const slides = await slidesOf(url);
const steps = new Set(slides.filter(isWanted).map(({ id }) => id.slice(0, 'step-1'.length)));
const runs = (slide: ShownSlide): boolean => {
  if (values.clean || !talk || slide.cues.length === 0) return false;
  const sets = slide.cues.some(({ command }) => command.command === './setup.sh');
  return isWanted(slide) || (sets && steps.has(slide.id.slice(0, 'step-1'.length)));
};

const browser = await launchBrowser();
const shots: Shot[] = [];
try {
  const hall = talk && (await openHall(browser, talk.urls.stage, `${slides[0]?.id} -1`));
  const followers: Follower[] = [];
  for (const size of sizes) followers.push(await openFollower(browser, url, size));
  const { out, fragments } = values;
  shots.push(
    ...(await takeShots({ slides, followers, hall, wanted: isWanted, runs, out, fragments })),
  );
} finally {
  await browser.close();
  await talk?.stop();
}

const sheet = join(values.out, 'index.html');
await writeFile(sheet, contactSheet(shots));
const faults = shots.flatMap(({ slide, fragment, size, theme, faults }) =>
  faults.map((fault) => `${slide}/${fragment} ${size} ${theme}: ${fault}`),
);
for (const fault of faults) process.stdout.write(`${fault}\n`);
process.stdout.write(`${shots.length} screenshots, ${faults.length} faults: ${sheet}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;

/** @throws when a name is none of a size */
function sizesOf(names: string | undefined): readonly ShotSize[] {
  if (names === undefined) return SIZES;
  return names.split(',').map((name) => {
    const size = SIZES.find((one) => one.name === name);
    if (!size)
      throw new Error(`No size ${name}: there are ${SIZES.map((one) => one.name).join(', ')}`);
    return size;
  });
}
