/** A line's place in its list, in px from the list's top. */
export interface Place {
  readonly top: number;
  readonly bottom: number;
}

/**
 * How far down to scroll for the lines `from` to `to` to be in the middle: to where a line begins,
 * so that none is cut at the top, and not past the first of them.
 */
export function scrollFor(
  lines: readonly Place[],
  height: number,
  from: number,
  to: number,
): number {
  const [first, last] = [lines[from], lines[to]];
  if (!first || !last) return 0;
  const wanted = (first.top + last.bottom - height) / 2;
  const line = lines.find(({ top }) => top >= wanted);
  return Math.min(line?.top ?? 0, first.top);
}

/**
 * Scrolls a list of lines so, now and whenever its size changes: on a slide that is not shown yet
 * lines have no place. Not with scrollIntoView, which would scroll the deck as well.
 */
export function keepInMiddle(list: HTMLElement, from: number, to: number): () => void {
  const observer = new ResizeObserver(() => {
    const lines = [...list.querySelectorAll('li')].map(({ offsetTop, offsetHeight }) => ({
      top: offsetTop,
      bottom: offsetTop + offsetHeight,
    }));
    list.scrollTop = scrollFor(lines, list.clientHeight, from, to);
  });
  observer.observe(list);
  return () => observer.disconnect();
}
