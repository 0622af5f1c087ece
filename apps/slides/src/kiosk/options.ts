import { z } from 'zod';
import type { Book } from './book.ts';
import { stepOf } from '../talk/model.ts';

export const SPEED = { slowest: 0.5, fastest: 20 } as const;

export const kioskOptionsSchema = z.object({
  speed: z.number().min(SPEED.slowest).max(SPEED.fastest),
  /** The first and the last slide, by id; null for the talk's own. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** Only the slides of this step. */
  step: z.int().min(1).max(9).nullable(),
  loop: z.boolean(),
});
export type KioskOptions = z.infer<typeof kioskOptionsSchema>;

export const plainOptions: KioskOptions = {
  speed: 1,
  from: null,
  to: null,
  step: null,
  loop: false,
};

/**
 * Reads `#play&speed=20&from=step-1-run&loop` of the kiosk's address.
 *
 * @returns null when it does not say to play; then the kiosk waits for its start button
 */
export function optionsOf(hash: string): KioskOptions | null {
  const words = new URLSearchParams(hash.replace(/^#/, ''));
  if (!words.has('play')) return null;
  const number = (name: string): number | null => {
    const text = words.get(name);
    return text === null || text === '' ? null : Number(text);
  };
  const read = kioskOptionsSchema.safeParse({
    speed: number('speed') ?? plainOptions.speed,
    from: words.get('from'),
    to: words.get('to'),
    step: number('step'),
    loop: words.has('loop'),
  });
  return read.success ? read.data : null;
}

/**
 * The slides to play, as indices of the first and the last.
 *
 * @throws when the options name a slide or a step that the talk does not have, or an empty range
 */
export function rangeOf(book: Book, { from, to, step }: KioskOptions): readonly [number, number] {
  const ids = book.slides.map((slide) => slide.id);
  const known = (id: string): number => {
    const index = ids.indexOf(id);
    if (index < 0) throw new Error(`The talk has no slide “${id}”.`);
    return index;
  };
  const inStep = book.slides.flatMap((slide, index) =>
    step === null || stepOf(slide.section) === step ? [index] : [],
  );
  if (inStep.length === 0) throw new Error(`The talk has no step ${step}.`);
  const first = Math.max(from === null ? 0 : known(from), inStep[0] ?? 0);
  const last = Math.min(to === null ? ids.length - 1 : known(to), inStep.at(-1) ?? 0);
  if (first > last) throw new Error(`There is no slide from “${ids[first]}” to “${ids[last]}”.`);
  return [first, last];
}
