import { useSyncExternalStore } from 'react';

const narrow = window.matchMedia('(max-width: 600px)');

function listen(changed: () => void): () => void {
  narrow.addEventListener('change', changed);
  return () => narrow.removeEventListener('change', changed);
}

/** Whether the window is a phone's: the drawings are upright then. */
export function useFlow(): boolean {
  return useSyncExternalStore(listen, () => narrow.matches);
}
