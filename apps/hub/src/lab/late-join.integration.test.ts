/** Whoever comes late sees what those see who were there all the time, cell by cell. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Follower } from '../testing/follower.ts';
import { play } from '../testing/play.ts';
import { programs } from '../testing/programs.ts';
import { startRealTalk } from '../testing/real-talk.ts';
import type { RealTalk } from '../testing/real-talk.ts';
import { until } from '../testing/rig.ts';

let talk: RealTalk;
beforeAll(async () => {
  talk = await startRealTalk(1);
});
afterAll(() => talk.close());

/** What each sees of the terminal after the same byte, whatever goes on meanwhile. */
async function looks(viewers: readonly Follower[]): Promise<unknown[]> {
  const all = viewers.map((viewer) => viewer.viewer(talk.terminal));
  await until(() => new Set(all.map(({ offset }) => offset)).size === 1);
  return Promise.all(all.map((viewer) => viewer.look()));
}

describe('a latecomer', () => {
  it.each(programs)('sees the very screen of $name, at any moment', async (program) => {
    const late: Follower[] = [];
    const equal = async (): Promise<void> => {
      const [stage, ...audience] = await looks([talk.speaker, talk.listener, ...late]);
      for (const seen of audience) expect(seen).toEqual(stage);
    };
    const come = async () => late.push(await talk.latecomer());
    await play(talk, program, come, equal);
    await equal();
    expect(late.length).toBeGreaterThan(0);
    for (const { client } of late) client.disconnect();
  });
});
