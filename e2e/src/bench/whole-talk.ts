import type { Page } from 'playwright-core';
import { launchBrowser } from '../harness/browser.ts';
import { isLive } from '../harness/place.ts';
import { openKiosk, playThrough } from '../rehearse/kiosk-page.ts';
import { row } from './report.ts';
import type { Report } from './report.ts';
import { withTalk } from './with-talk.ts';

/** Only dwelling and typing are quicker: what is drawn and printed is that of a talk on stage. */
const SPEED = 20;
/** Ms; it takes a third of that. */
const PATIENCE = 600_000;
const MB = 1_000_000;

/** What one follower's network carries from the title to the end. */
export async function benchWholeTalk(): Promise<Report> {
  return withTalk([], async (talk) => {
    const browser = await launchBrowser();
    try {
      const page = await (await browser.newContext()).newPage();
      const heard = await listen(page);
      await page.goto(talk.urls.audience);
      await isLive(page);
      const kiosk = await openKiosk(browser, talk, `play&speed=${SPEED}`);
      await playThrough(kiosk, { within: PATIENCE });
      const { files, frames, bytes, sent } = heard;
      return {
        name: 'talk',
        about: `a browser follows the whole talk, played at ${SPEED} times its speed`,
        rows: [
          row('files of the page', files / MB, 'MB'),
          row('state and output of the whole talk', bytes / MB, 'MB'),
          row('  in messages', frames, ''),
          row('what the follower sends', sent / MB, 'MB'),
        ],
        notes: [
          'bytes of WebSocket payloads; frames, TLS and TCP come on top, some 60 bytes a message',
          'the pings of an hour, one every ten seconds, are not in it: 3 kB',
        ],
      };
    } finally {
      await browser.close();
    }
  });
}

interface Heard {
  /** Bytes as they came over the wire. */
  files: number;
  frames: number;
  bytes: number;
  sent: number;
}

/** Counts from now on. */
async function listen(page: Page): Promise<Heard> {
  const heard: Heard = { files: 0, frames: 0, bytes: 0, sent: 0 };
  const network = await page.context().newCDPSession(page);
  network.on('Network.loadingFinished', ({ encodedDataLength }) => {
    heard.files += encodedDataLength;
  });
  network.on('Network.webSocketFrameReceived', ({ response }) => {
    heard.frames += 1;
    heard.bytes += Buffer.byteLength(response.payloadData);
  });
  network.on('Network.webSocketFrameSent', ({ response }) => {
    heard.sent += Buffer.byteLength(response.payloadData);
  });
  await network.send('Network.enable');
  return heard;
}
