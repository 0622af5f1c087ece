import { nodeReadingSchema } from '@netstage/topology';
import { z } from 'zod';

/** What a node's commands printed before setup.sh, and after each of its lines. */
export const recordingSchema = z.object({
  before: nodeReadingSchema,
  lines: z.array(z.object({ line: z.int().min(1), reading: nodeReadingSchema })),
});
export type Recording = z.infer<typeof recordingSchema>;
