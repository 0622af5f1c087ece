import type { Program } from './programs.ts';
import type { RealTalk } from './real-talk.ts';
import { until } from './rig.ts';

/**
 * Uses a program on the stage, from the prompt back to the prompt.
 *
 * @param typed called when the keys of a step are on their way, and their output is not yet
 * @param settled called when what they are for stands on the listener's screen
 */
export async function play(
  talk: RealTalk,
  { start, steps, quit }: Program,
  typed: () => Promise<unknown> = () => Promise.resolve(),
  settled: () => Promise<unknown> = () => Promise.resolve(),
): Promise<void> {
  const { speaker, listener, terminal } = talk;
  const at = () => listener.state.terminals[terminal]?.shell.at;
  await until(() => at() === 'prompt');
  talk.type(`clear; ${start}\r`);
  await until(() => at() === 'command');
  for (const [keys, sign] of steps) {
    if (keys !== '') talk.type(keys);
    await typed();
    await until(() => listener.text(terminal).includes(sign));
    await settled();
  }
  talk.type(quit);
  await until(() => at() === 'prompt');
  await until(() => listener.viewer(terminal).offset === speaker.viewer(terminal).offset);
}
