import { describeLink } from '../describe-link.ts';
import type { Link, Namespace } from '../model.ts';
import { linkRef, portKeyOf, type NodeDraft } from './draft.ts';
import type { Metrics } from './metrics.ts';
import type { Point, SceneText } from './scene.ts';
import { stateOf } from './words.ts';

/** From a port's centre to its label beside it. */
export const labelGap = ({ radius }: Metrics): number => radius + 5;
/** From a port's centre to whatever is not its own. */
export const clearance = ({ radius }: Metrics): number => radius + 4;

/** Draws one interface as a port on the border of `owner`. */
export const layPort = (
  node: NodeDraft,
  namespace: Namespace,
  [key, link]: readonly [string, Link],
  { x, y }: Point,
  owner: string,
  texts: SceneText[],
): void => {
  const { draft, state, hue } = node;
  draft.elements.push({
    type: 'port',
    key: portKeyOf(node, namespace.id, key),
    ref: linkRef(node, namespace, key),
    hue,
    texts,
    title: describeLink(state, namespace.id, link),
    stale: namespace.stale !== null,
    x,
    y,
    radius: draft.metrics.radius,
    owner,
    kind: link.kind,
    state: stateOf(link),
  });
};
