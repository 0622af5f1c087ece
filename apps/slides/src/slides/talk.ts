import type { Section } from '../talk/model.ts';

/** The talk in its order. */
export { talk } from '../talk/words/index.ts';

/** What stands above a slide's title: where in the talk it is. */
export const sectionNames: Readonly<Record<Section, string>> = {
  preparation: 'Before the talk',
  introduction: 'Introduction',
  'step-1': 'Step 1 · One network namespace',
  'step-2': 'Step 2 · Two namespaces, one bridge',
  'step-3': 'Step 3 · Two nodes, static routes',
  'step-4': 'Step 4 · Two nodes, an overlay',
  conclusion: 'In the real world',
};
