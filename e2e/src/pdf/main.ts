/** `npm run pdf`: the whole talk as a PDF, and once more with what to say below each slide. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../harness/browser.ts';
import { serveDeck } from '../harness/serve-deck.ts';
import { ROOT } from '../harness/talk.ts';
import { printTalk } from './print-talk.ts';

const { values } = parseArgs({
  options: {
    /** The folder for talk.pdf and talk-notes.pdf. */
    out: { type: 'string', default: join(ROOT, '.netstage') },
  },
});

const deck = await serveDeck();
const browser = await launchBrowser();
try {
  for (const file of await printTalk(browser, deck.url, values.out))
    process.stdout.write(`${file}\n`);
} finally {
  await browser.close();
  await deck.close();
}
