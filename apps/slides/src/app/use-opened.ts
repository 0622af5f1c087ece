import { useEffect } from 'react';

/** Takes away what index.html shows until the page has something of its own to show. */
export function useOpened(opened: boolean): void {
  useEffect(() => {
    if (opened) document.getElementById('opening')?.remove();
  }, [opened]);
}
