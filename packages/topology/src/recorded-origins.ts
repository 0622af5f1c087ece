import recorded from '../origins.json' with { type: 'json' };
import { z } from 'zod';
import type { Origins } from './origins.ts';

const schema = z.record(
  z.string(),
  z.record(
    z.string(),
    z.record(
      z.string(),
      z.array(z.object({ line: z.int().positive(), set: z.record(z.string(), z.string()) })),
    ),
  ),
);
const origins = schema.parse(recorded);

/** What each line of a step's `setup.sh` makes on that node, as recorded; empty if unknown. */
export const recordedOrigins = (step: string, node: string): Origins => origins[step]?.[node] ?? {};
