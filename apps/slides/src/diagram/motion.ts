/** Ms. Long enough to see cause and effect, short enough not to wait for. */
export const MOTION = { appear: 260, move: 400, vanish: 240 } as const;

/** Whether to move things at all: not in a hidden tab, nor for those who asked for stillness. */
export function motionAllowed(): boolean {
  return !document.hidden && !window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
