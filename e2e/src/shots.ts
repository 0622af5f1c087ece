/**
 * `npm run shots`: every slide of the talk in all sizes and both themes, on one contact sheet, and
 * a list of what does not fit. Ends with 1 if something does not.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { attachLab } from '@netstage/lab';
import { launchBrowser } from './harness/browser.ts';
import { startTalk } from './harness/talk.ts';
import { contactSheet } from './shots/contact-sheet.ts';
import { slidesOf } from './shots/slides-of.ts';
import { setUpSteps } from './shots/set-up-steps.ts';
import { SIZES, takeShots } from './shots/take-shots.ts';
import type { Shot } from './shots/take-shots.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: join(import.meta.dirname, '../../.netstage/shots') },
    /** Another talk's audience, e.g. one that runs with --no-lab. */
    url: { type: 'string' },
    /** Slides by their ids, with commas. */
    only: { type: 'string' },
    /** Sizes by their names, with commas. */
    sizes: { type: 'string' },
    /** As the labs boot, without setup.sh. */
    clean: { type: 'boolean', default: false },
    /** Each fragment of each slide, not only the last. */
    fragments: { type: 'boolean', default: false },
  },
});

const only = values.only?.split(',');
const sizes = SIZES.filter(({ name }) => values.sizes?.split(',').includes(name) ?? true);
await rm(values.out, { recursive: true, force: true });
await mkdir(values.out, { recursive: true });

const talk = values.url === undefined ? await startTalk() : null;
const url = values.url ?? talk?.urls.audience ?? '';
const browser = await launchBrowser();
const shots: Shot[] = [];
try {
  if (talk && !values.clean) await setUpSteps(attachLab(talk.state));
  const slides = (await slidesOf(browser, url)).filter(({ id }) => only?.includes(id) ?? true);
  for (const size of sizes) {
    process.stdout.write(`${size.name}: ${slides.length} slides\n`);
    const taken = await takeShots(browser, url, {
      size,
      slides,
      out: values.out,
      fragments: values.fragments,
    });
    shots.push(...taken);
  }
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
