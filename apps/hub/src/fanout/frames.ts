import type { Entry } from '../screen/entry.ts';
import type { Outgoing } from './outgoing.ts';

/** A frame is at most about this long, so that a browser draws between two of them. */
const FRAME = 65_536;

/** The messages that tell these entries: neighbouring output in one frame, resizes in their place. */
export function frames(terminal: string, epoch: string, entries: readonly Entry[]): Outgoing[] {
  const messages: Outgoing[] = [];
  let frame: Extract<Outgoing, { event: 'terminal-output' }> | null = null;
  for (const entry of entries) {
    const { offset, end } = entry;
    if (entry.type === 'resized') {
      frame = null;
      const message = { terminal, epoch, offset, size: entry.size };
      messages.push({ event: 'terminal-resized', message });
    } else if (frame && frame.message.data.length + entry.data.length <= FRAME) {
      frame.message.data += entry.data;
      frame.message.end = end;
    } else {
      const message = { terminal, epoch, offset, end, data: entry.data };
      frame = { event: 'terminal-output', message };
      messages.push(frame);
    }
  }
  return messages;
}
