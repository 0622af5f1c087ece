/**
 * What an observer reads of one node: the raw text of a few commands per namespace. Collecting it
 * is the observer's business, understanding it is `assemble`'s; recorded fixtures have this shape.
 */
import { z } from 'zod';
import { namespaceIdSchema, namespaceSchema } from './model.ts';

/** What a command printed, or why there is nothing of it (timeout, no such namespace). */
export const outputSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), stdout: z.string() }),
  z.object({ ok: z.literal(false), reason: z.string() }),
]);
export type Output = z.infer<typeof outputSchema>;

export const namespaceReadingSchema = z.object({
  id: namespaceIdSchema,
  kind: namespaceSchema.shape.kind,
  names: namespaceSchema.shape.names,
  /** The name under which the observer's own /run/netns holds it: what `nsids` calls it. */
  handle: z.string(),
  batch: outputSchema,
  netconf: outputSchema,
  fdb: outputSchema,
  nsids: outputSchema,
});
export type NamespaceReading = z.infer<typeof namespaceReadingSchema>;

/** A process that holds a tun or tap device open: `iff:` in /proc/PID/fdinfo names the device. */
export const tunOwnerSchema = z.object({
  /** The network namespace the process is in. */
  namespace: namespaceIdSchema,
  device: z.string(),
  pid: z.int(),
  command: z.string(),
  udpPeer: z.string().nullable(),
});
export type TunOwner = z.infer<typeof tunOwnerSchema>;

export const nodeReadingSchema = z.object({
  node: z.string(),
  namespaces: z.array(namespaceReadingSchema),
  tunOwners: z.array(tunOwnerSchema),
});
export type NodeReading = z.infer<typeof nodeReadingSchema>;

/**
 * Lines for the standard input of the `batch` command. `addr` tells all that `link` does, in one
 * consistent dump. Without `-s`: counters change always and are not part of the model.
 */
export const BATCH = ['addr', 'route show table all', 'neigh', 'rule'] as const;

/** The commands of one namespace; `HANDLE` stands for its name in the observer's /run/netns. */
export const commandsFor = (
  handle: string,
): Record<'batch' | 'netconf' | 'fdb' | 'nsids', readonly string[]> => ({
  batch: ['ip', '-n', handle, '-j', '-d', '-force', '-batch', '-'],
  netconf: ['ip', '-n', handle, '-j', 'netconf', 'show'],
  fdb: ['bridge', '-n', handle, '-j', 'fdb', 'show'],
  nsids: ['ip', '-n', handle, '-j', 'netns', 'list-id'],
});
