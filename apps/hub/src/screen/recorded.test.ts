/** Who joins in the middle of what real programs printed, at any byte of it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_SIZE } from '@netstage/protocol';
import { expect, it } from 'vitest';
import { Viewer } from '../testing/viewer.ts';
import { Screen } from './screen.ts';
import { SCROLLBACK } from './vt.ts';

const FOLDER = join(import.meta.dirname, '../../fixtures/screens');
const recordings = readdirSync(FOLDER);

const spread = (places: number[], count: number): number[] =>
  places.filter((_, index) => index % Math.ceil(places.length / count) === 0);

/** Places all over the recording, some in the middle of an escape sequence and of a character. */
function cuts(bytes: Buffer): number[] {
  const all = [...bytes.keys()];
  const inSequence = all.filter((at) => bytes[at - 1] === 0x1b || bytes[at - 2] === 0x1b);
  const inCharacter = all.filter((at) => ((bytes[at] ?? 0) & 0xc0) === 0x80);
  const places = [...spread(all, 6), ...spread(inSequence, 6), ...spread(inCharacter, 4)];
  return [...new Set(places), bytes.length].sort((a, b) => a - b);
}

it.each(recordings)('sees the very screen of %s', { timeout: 30_000 }, async (name) => {
  const bytes = readFileSync(join(FOLDER, name));
  const screen = new Screen(
    'n/main',
    'e1',
    DEFAULT_SIZE,
    () => {},
    () => {},
  );
  const live = new Viewer();
  live.start({ terminal: 'n/main', epoch: 'e1', offset: 0, size: DEFAULT_SIZE, data: '' });
  const late: Viewer[] = [];
  let at = 0;
  for (const cut of cuts(bytes)) {
    const entries = screen.take(at, bytes.subarray(at, cut));
    at = cut;
    for (const viewer of [live, ...late]) viewer.add(entries);
    await new Promise<void>((joined) =>
      screen.seed(SCROLLBACK, (seed) => {
        const viewer = new Viewer();
        viewer.start(seed.screen);
        viewer.add(seed.after);
        late.push(viewer);
        joined();
      }),
    );
    expect(await late.at(-1)?.look(), `at byte ${cut}`).toEqual(await live.look());
  }
  const end = await live.look();
  for (const viewer of late) expect(await viewer.look()).toEqual(end);
  screen.dispose();
});
