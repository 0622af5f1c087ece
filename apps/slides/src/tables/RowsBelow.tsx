import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { rowsBelow } from './rows-below.ts';

/** Keys that scroll. Paging is left to the deck: it is what a clicker does. */
const SCROLLING = new Set(['ArrowUp', 'ArrowDown', 'Home', 'End']);

/**
 * The last thing in a place that scrolls: says how many rows there are more below, and lets the
 * keyboard reach the place while not all of it is seen.
 */
export function RowsBelow(): ReactNode {
  const note = useRef<HTMLParagraphElement>(null);
  const [below, setBelow] = useState(0);
  useEffect(() => {
    const own = note.current;
    const place = own?.parentElement;
    if (!own || !place) return;
    const scrolls = () => place.scrollHeight > place.clientHeight + 1;
    const look = () => {
      const rows = [...place.querySelectorAll('tbody tr, li')].map((row) =>
        row.getBoundingClientRect(),
      );
      const { height } = own.getBoundingClientRect();
      setBelow(scrolls() ? rowsBelow(rows, place.getBoundingClientRect(), height) : 0);
      if (scrolls()) place.tabIndex = 0;
      else place.removeAttribute('tabindex');
    };
    // The deck would take the arrows for itself.
    const keep = (event: KeyboardEvent) => {
      if (scrolls() && SCROLLING.has(event.key)) event.stopPropagation();
    };
    const sizes = new ResizeObserver(look);
    sizes.observe(place);
    const rows = new MutationObserver(look);
    rows.observe(place, { childList: true, subtree: true, characterData: true });
    place.addEventListener('scroll', look, { passive: true });
    place.addEventListener('keydown', keep);
    return () => {
      sizes.disconnect();
      rows.disconnect();
      place.removeEventListener('scroll', look);
      place.removeEventListener('keydown', keep);
    };
  }, []);
  return (
    <p className="rows-below" ref={note} data-shown={below > 0}>
      {below === 1 ? '1 more row' : `${below} more rows`}
    </p>
  );
}
