/** Between the benchmark and the processes that hold the followers. */
import { z } from 'zod';

export const orderSchema = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('join'),
    /** The audience's address. */
    url: z.string(),
    terminal: z.string(),
    count: z.int(),
    /** Spread over so many milliseconds. */
    over: z.number(),
    /** With all files of the page, as a browser that was never here. */
    pages: z.boolean(),
  }),
  /** Forgets what was seen so far. */
  z.object({ do: z.literal('begin') }),
  z.object({ do: z.literal('collect') }),
  z.object({ do: z.literal('leave') }),
]);
export type Order = z.infer<typeof orderSchema>;

export const replySchema = z.object({
  /** What a follower saw, by name: when each of them did, ms since 1970. */
  seen: z.record(z.string(), z.array(z.number())),
  /** How often a follower was given a screen in place of bytes it missed. */
  screens: z.int(),
});
export type Reply = z.infer<typeof replySchema>;
