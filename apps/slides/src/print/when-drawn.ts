/** What comes later than the page, and what it has inside once it is there. */
const PARTS = [
  ['.picture', '*'],
  ['.diagram-pane', 'g.element'],
  ['.recorded-lines', '.recorded-line'],
  ['.stack-tables', 'table, .tables-empty'],
] as const;

/**
 * Calls once everything on the page is drawn and its fonts are there.
 * @returns stops waiting
 */
export function whenDrawn(page: HTMLElement, done: () => void): () => void {
  let frame = 0;
  const look = (): void => {
    frame = requestAnimationFrame(look);
    if (!PARTS.every(([part, inside]) => has(page, part, inside))) return;
    cancelAnimationFrame(frame);
    void document.fonts.ready.then(done);
  };
  frame = requestAnimationFrame(look);
  return () => cancelAnimationFrame(frame);
}

function has(page: HTMLElement, part: string, inside: string): boolean {
  return [...page.querySelectorAll(part)].every((one) => one.querySelector(inside) !== null);
}
