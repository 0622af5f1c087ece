import { startTalk } from '../harness/talk.ts';
import type { Talk } from '../harness/talk.ts';

/** How much of what the talk printed goes into an error. */
const TAIL = 4_000;

/**
 * A talk of one's own for as long as `use` takes.
 * @throws what `use` throws, with what the talk printed
 */
export async function withTalk<T>(
  args: readonly string[],
  use: (talk: Talk) => Promise<T>,
): Promise<T> {
  const talk = await startTalk(args);
  try {
    return await use(talk);
  } catch (error) {
    const { exitCode, signalCode } = talk.process;
    const fate = signalCode ?? (exitCode === null ? 'still up' : `ended with ${exitCode}`);
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${why}\nThe talk (${fate}) printed:\n${talk.output().slice(-TAIL)}`, {
      cause: error,
    });
  } finally {
    await talk.stop();
  }
}
