/** Px of sideways travel that make a swipe, and how much it must exceed the vertical one. */
const TRAVEL = 48;
const SLOPE = 1.8;

interface Swipes {
  readonly left: () => void;
  readonly right: () => void;
}

/**
 * Sideways swipes that leave scrolling alone. Parts that pan by themselves (a terminal) opt out
 * with `data-prevent-swipe`.
 *
 * @returns stops listening
 */
export function onSwipe(element: HTMLElement, { left, right }: Swipes): () => void {
  let start: { x: number; y: number } | null = null;

  function began(event: TouchEvent): void {
    const [touch] = event.touches;
    const own = event.target instanceof Element && event.target.closest('[data-prevent-swipe]');
    // A finger on an enlarged page moves what is seen of it.
    const enlarged = (window.visualViewport?.scale ?? 1) > 1;
    start =
      event.touches.length === 1 && touch && !own && !enlarged
        ? { x: touch.clientX, y: touch.clientY }
        : null;
  }

  function ended(event: TouchEvent): void {
    const [touch] = event.changedTouches;
    if (!start || !touch) return;
    const x = touch.clientX - start.x;
    const y = touch.clientY - start.y;
    start = null;
    if (Math.abs(x) < TRAVEL || Math.abs(x) < SLOPE * Math.abs(y)) return;
    if (x < 0) left();
    else right();
  }

  element.addEventListener('touchstart', began, { passive: true });
  element.addEventListener('touchend', ended, { passive: true });
  return () => {
    element.removeEventListener('touchstart', began);
    element.removeEventListener('touchend', ended);
  };
}
