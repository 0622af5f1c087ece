import { useEffect } from 'react';
import { useTalk } from '../../app/talk-context.ts';
import { useSlide } from '../../deck/slide-context.ts';

/** Ms between two looks at what is left on the nodes. */
const EVERY = 3_000;

/** Has the nodes looked at for as long as the slide is shown on a stage. */
export function useChecks(mayAct: boolean): void {
  const { link } = useTalk();
  const { current } = useSlide();
  const check = mayAct && current ? link.actions?.check : undefined;
  useEffect(() => {
    if (!check) return;
    let timer: ReturnType<typeof setTimeout>;
    let ended = false;
    async function look(): Promise<void> {
      // A refusal is no news here: without a check the rows say what the kernels say.
      await check?.();
      if (!ended) timer = setTimeout(() => void look(), EVERY);
    }
    void look();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [check]);
}
