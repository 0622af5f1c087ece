import type { Section } from './model.ts';

/** Seconds planned for each section; its slides' targets sum to this. */
export const planned: Readonly<Record<Section, number>> = {
  preparation: 20,
  introduction: 325,
  'step-1': 680,
  'step-2': 370,
  'step-3': 415,
  'step-4': 710,
  conclusion: 175,
};
