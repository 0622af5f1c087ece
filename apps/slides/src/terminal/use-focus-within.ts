import { useSyncExternalStore } from 'react';
import type { RefObject } from 'react';

/**
 * Whether what has the focus is in there. For styling: `:has(:focus)` would do it without code, but
 * then Chromium restyles the slide for each letter that a shell prints.
 */
export function useFocusWithin(host: RefObject<Element | null>): boolean {
  return useSyncExternalStore(
    onFocusMoved,
    () => host.current?.contains(document.activeElement) === true,
  );
}

function onFocusMoved(changed: () => void): () => void {
  document.addEventListener('focusin', changed);
  document.addEventListener('focusout', changed);
  return () => {
    document.removeEventListener('focusin', changed);
    document.removeEventListener('focusout', changed);
  };
}
