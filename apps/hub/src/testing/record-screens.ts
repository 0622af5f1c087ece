/**
 * `npm run screens:record`: uses the programs of `programs.ts` on a real node and writes what they
 * print into fixtures/screens, for the tests that join in the middle of it.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { textOf } from '@netstage/protocol';
import type { TextOnWire } from '@netstage/protocol';
import { play } from './play.ts';
import { programs } from './programs.ts';
import { startRealTalk } from './real-talk.ts';

const FOLDER = join(import.meta.dirname, '../../fixtures/screens');

mkdirSync(FOLDER, { recursive: true });
const talk = await startRealTalk(1);
try {
  for (const program of programs) {
    let printed = '';
    const keep = ({ data }: { data: TextOnWire }): void => {
      printed += textOf(data);
    };
    talk.speaker.client.on('terminal-output', keep);
    await play(talk, program);
    talk.speaker.client.off('terminal-output', keep);
    writeFileSync(join(FOLDER, `${program.name}.out`), printed);
    process.stdout.write(`${program.name}: ${printed.length} characters\n`);
  }
} finally {
  await talk.close();
}
