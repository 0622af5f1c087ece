import { z } from 'zod';

const connectionSchema = z.object({
  writeBuffer: z.array(z.object({ data: z.unknown().optional() })),
  transport: z.object({ socket: z.object({ bufferedAmount: z.number() }).optional() }),
});
/**
 * What waits in this process for one connection. While its network does not take anything, messages
 * pile up in engine.io's own queue; ws's `bufferedAmount` only knows those handed on before.
 *
 * @param connection an engine.io socket; its queue is private there, but nothing else tells
 */
export function bufferedBytes(connection: object): number {
  const { writeBuffer, transport } = connectionSchema.parse(connection);
  let bytes = transport.socket?.bufferedAmount ?? 0;
  for (const { data } of writeBuffer)
    if (typeof data === 'string' || data instanceof Uint8Array) bytes += data.length;
  return bytes;
}
