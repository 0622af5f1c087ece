import type { Link, Namespace } from '../model.ts';
import { portKeyOf, type NodeDraft } from './draft.ts';
import { remember } from './memory.ts';
import { pack, type Place } from './pack.ts';
import { clearance, labelGap, layPort } from './port.ts';
import { fitLine, lineHeight, lineWidth, placeLine } from './text.ts';
import { worstFirst, linkWords } from './words.ts';

const PADDING = 10;

/** Where an uplink leaves the node. */
export interface UplinkPort {
  x: number;
  /** Key of the port's element. */
  port: string;
}

/** The ports on the border to the underlay, each with one line beside it, by link key. */
export const layUplinkPorts = (
  node: NodeDraft,
  namespace: Namespace,
  links: readonly (readonly [string, Link])[],
  stack: { x: number; width: number },
): Map<string, UplinkPort> => {
  const { draft, frame, state } = node;
  const { measure, memory, metrics } = draft;
  const [clear, gap] = [clearance(metrics), labelGap(metrics)];
  const railKey = `${state.node} uplinks`;
  const remembered = memory.rails.get(railKey) ?? new Map<string, Place>();
  // The other end of the line is for the note on what is not drawn.
  const reserved = metrics.portrait ? 70 : 160;
  const room = stack.width - 2 * PADDING - reserved;
  const words = new Map(
    links.map(([, link]) => [
      link.name,
      fitLine(worstFirst(linkWords(link, null, true, metrics.letters)), room, measure),
    ]),
  );
  const rail = pack(
    new Map(
      links.map(([, link]) => {
        const label = gap + lineWidth(words.get(link.name) ?? [], measure) + 8;
        // The outside host stands below the right end of the last node.
        const after = frame.mirrored ? Math.max(label, metrics.outside + clear) : label;
        const at = frame.mirrored ? stack.x + stack.width : stack.x + PADDING + 16;
        return [link.name, { at, rooms: [{ side: 'start', before: clear, after }] }];
      }),
    ),
    remembered,
    frame.mirrored
      ? { from: stack.x + reserved, to: stack.x + stack.width - PADDING }
      : { from: stack.x + PADDING, to: stack.x + stack.width - reserved },
  );
  draft.rails.set(railKey, remember(remembered, rail));
  const ports = new Map<string, UplinkPort>();
  for (const one of links) {
    const [key, link] = one;
    const place = rail.get(link.name);
    if (place === undefined) continue;
    const line = words.get(link.name) ?? [];
    const box = frame.box(stack.x, 4, stack.width, lineHeight(line));
    const texts = placeLine(line, place.x + gap, box.y, measure);
    layPort(node, namespace, one, { x: place.x, y: frame.y(0) }, `stack ${state.node}`, texts);
    ports.set(key, { x: place.x, port: portKeyOf(node, namespace.id, key) });
  }
  return ports;
};
