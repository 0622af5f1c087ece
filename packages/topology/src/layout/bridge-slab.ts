import { describeLink } from '../describe-link.ts';
import type { Link, Namespace } from '../model.ts';
import { linkRef, portKeyOf, type NodeDraft } from './draft.ts';
import { layPort } from './port.ts';
import type { Box } from './scene.ts';
import { fitLine, lineHeight, placeLine } from './text.ts';
import { worstFirst, linkWords } from './words.ts';

const PADDING = 10;

export const slabKey = (node: NodeDraft, namespace: Namespace, key: string) =>
  `bridge ${portKeyOf(node, namespace.id, key)}`;

/** Draws a bridge as a slab; the bridge interface itself is the port beside its name and address. */
export const layBridge = (
  node: NodeDraft,
  namespace: Namespace,
  bridge: readonly [string, Link],
  slab: Box,
): void => {
  const { draft, frame, state, hue } = node;
  const { measure, metrics } = draft;
  const [key, link] = bridge;
  const room = slab.width - 2 * PADDING - metrics.radius;
  const line = fitLine(worstFirst(linkWords(link, null, false, metrics.letters)), room, measure);
  // A little towards the edge that has no ports on it.
  const shift = frame.flipped ? -2 : 2;
  const left = slab.x + metrics.radius + PADDING - 2;
  draft.elements.push({
    type: 'box',
    role: 'bridge',
    key: slabKey(node, namespace, key),
    ref: linkRef(node, namespace, key),
    hue,
    texts: placeLine(line, left, slab.y + (slab.height - lineHeight(line)) / 2 + shift, measure),
    title: describeLink(state, namespace.id, link),
    stale: namespace.stale !== null,
    up: link.up,
    ...slab,
  });
  const end = { x: slab.x, y: slab.y + slab.height / 2 };
  layPort(node, namespace, bridge, end, slabKey(node, namespace, key), []);
};
