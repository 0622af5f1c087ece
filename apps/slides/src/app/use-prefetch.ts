import { useEffect } from 'react';
import { useStage } from './talk-context.ts';

/** Ms after the first slide when nothing tells that the browser has time. */
const LATER = 2_000;

function whenIdle(act: () => void): () => void {
  if ('requestIdleCallback' in window) {
    const id = window.requestIdleCallback(act);
    return () => window.cancelIdleCallback(id);
  }
  const timer = setTimeout(act, LATER);
  return () => clearTimeout(timer);
}

/** Once a slide is there, gets what later ones need, so that none of them waits for code. */
export function usePrefetch(ready: boolean): void {
  const shells = useStage((stage) => stage.lab.length > 0) === true;
  useEffect(() => {
    if (!ready) return;
    return whenIdle(() => {
      const parts = [import('../diagram/NetworkDrawing.tsx')];
      // What cannot be had now is asked for again by the slide that needs it.
      void Promise.allSettled(shells ? [...parts, import('../terminal/screen.ts')] : parts);
    });
  }, [ready, shells]);
}
