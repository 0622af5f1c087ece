import { accepted, refuse } from '@netstage/protocol';
import type { Answer, StageState } from '@netstage/protocol';
import type { Stage } from './stage.ts';

const noCheck = refuse('failed', 'No lab runs under this hub: look at the nodes where they run.');

/**
 * Looks at the lab's nodes when asked, and tells the stage what changed. Those who ask while it
 * looks get the answer to that look: a dozen open windows are no dozen shells on each node.
 *
 * @param check null when nobody can look
 */
export function checking(
  stage: Stage,
  check: (() => Promise<StageState['left']>) | null,
): () => Promise<Answer> {
  let looking: Promise<Answer> | null = null;

  async function look(ask: () => Promise<StageState['left']>): Promise<Answer> {
    try {
      const found = await ask();
      const left = Object.fromEntries(
        Object.entries(found).filter(
          ([node, words]) => JSON.stringify(stage.state.left[node]) !== JSON.stringify(words),
        ),
      );
      if (Object.keys(left).length > 0) stage.publish({ type: 'checked', left });
      return accepted;
    } catch (error) {
      return refuse('failed', error instanceof Error ? error.message : String(error));
    } finally {
      looking = null;
    }
  }

  return () => {
    if (check === null) return Promise.resolve(noCheck);
    looking ??= look(check);
    return looking;
  };
}
