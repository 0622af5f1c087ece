import { setting } from './setting.ts';

const PACES = ['timed', 'key', 'plain'] as const;
export type PaceChoice = (typeof PACES)[number];

/** How scripts run from a slide wait for the diagram after each line. */
export const paceChoice = setting<PaceChoice>(
  'pace',
  'timed',
  (stored) => PACES.find((pace) => pace === stored) ?? null,
);

export const FONT_STEPS = 5;

/** Steps by which terminals are larger (positive) or smaller than planned. */
export const fontStep = setting<number>('font-step', 0, (stored) => {
  const step = Number(stored);
  return Number.isInteger(step) && Math.abs(step) <= FONT_STEPS ? step : null;
});

/** Whether single letters are shortcuts; off for those who dictate to their browser. */
export const singleKeys = setting<boolean>('single-keys', true, (stored) => stored === 'true');
