import type { Clock } from '@netstage/protocol';
import { clockAt } from '@netstage/protocol';

interface Planned {
  readonly id: string;
  /** Seconds. */
  readonly target: number;
}

/** How the talk stands against its plan; all in seconds. */
export interface Pace {
  readonly elapsed: number;
  readonly total: number;
  /** On the slide so far, and planned for it. */
  readonly slide: number;
  readonly target: number;
  /** Positive: there is time to spare. */
  readonly ahead: number;
}

/**
 * What should have passed by now is the plan of all slides before this one and as much of this one
 * as it was given so far, up to its target; what has passed beyond that is late.
 *
 * @param now ms since 1970 by the hub's clock
 */
export function paceAt(
  slides: readonly Planned[],
  shown: string | undefined,
  clock: Clock,
  now: number,
): Pace {
  const index = slides.findIndex(({ id }) => id === shown);
  const sum = (some: readonly Planned[]) => some.reduce((total, { target }) => total + target, 0);
  const before = sum(slides.slice(0, Math.max(0, index)));
  const target = slides[index]?.target ?? 0;
  const passed = clockAt(clock, now);
  const elapsed = passed.elapsed / 1_000;
  const slide = passed.slide / 1_000;
  return {
    elapsed,
    total: sum(slides),
    slide,
    target,
    ahead: before + Math.min(slide, target) - elapsed,
  };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** `4:05`, `1:02:03`. */
export function clockWords(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds));
  const hours = Math.floor(whole / 3_600);
  const minutes = Math.floor((whole % 3_600) / 60);
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(whole % 60)}`
    : `${minutes}:${two(whole % 60)}`;
}

/** Within this many seconds of the plan one is on time. */
const ON_TIME = 15;

export function aheadWords(ahead: number): { state: 'good' | 'late'; words: string } {
  if (Math.abs(ahead) < ON_TIME) return { state: 'good', words: 'on time' };
  const words = `${clockWords(ahead)} ${ahead > 0 ? 'ahead' : 'behind'}`;
  return { state: ahead > 0 ? 'good' : 'late', words };
}
