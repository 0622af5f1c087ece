import { z } from 'zod';
import { nodeReadingSchema } from './readings.ts';

/**
 * One recorded state of a step: what every node's commands printed after one line of `setup.sh`.
 * Stored as fixtures/STEP/NN.json, counted from 00, the state before the first line.
 */
export const fixtureSchema = z.object({
  /** The step's folder, e.g. `3-multi-node`. */
  step: z.string(),
  /** The node that ran the line; null before the first one. */
  node: z.string().nullable(),
  /** Number of the line in setup.sh, from 1. */
  line: z.int().nullable(),
  command: z.string(),
  /** Address of the host outside. */
  outside: z.string().nullable(),
  readings: z.array(nodeReadingSchema),
});
export type Fixture = z.infer<typeof fixtureSchema>;
