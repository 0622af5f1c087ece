import type { Link, Namespace } from '../model.ts';
import { routeCables, type CablePlan } from './cables.ts';
import { portKeyOf, sortedLinks, type Exit, type NodeDraft } from './draft.ts';
import { columnX } from './metrics.ts';
import type { Point } from './scene.ts';

const isLive = (link: Link) => link.up && link.carrier;

interface End {
  namespace: Namespace;
  key: string;
  link: Link;
}

interface Cable extends CablePlan {
  from: End;
  to: End;
  ends: [string, string];
}

/** The proven cables of a node whose both ends are drawn. */
const cablesOf = (
  node: NodeDraft,
  exits: ReadonlyMap<string, ReadonlyMap<string, Exit>>,
): Cable[] => {
  const { namespaces } = node.state;
  return Object.values(namespaces).flatMap((namespace) =>
    sortedLinks(namespace).flatMap(([key, link]): Cable[] => {
      const { peer } = link;
      if (peer.type !== 'known') return [];
      const home = namespaces[peer.namespace];
      const other = home?.links[String(peer.ifindex)];
      const a = exits.get(namespace.id)?.get(key);
      const b = exits.get(peer.namespace)?.get(String(peer.ifindex));
      if (home === undefined || other === undefined || a === undefined || b === undefined) {
        return [];
      }
      const ends: [string, string] = [
        portKeyOf(node, namespace.id, key),
        portKeyOf(node, home.id, String(peer.ifindex)),
      ];
      // Each cable is met twice, once from either end.
      if (ends[0] > ends[1]) return [];
      const from = { namespace, key, link };
      const to = { namespace: home, key: String(peer.ifindex), link: other };
      return [{ key: `cable ${ends[0]} ${ends[1]}`, a, b, from, to, ends }];
    }),
  );
};

const placeOf = ({ namespace, key }: End) => `${namespace.id} ${key}`;

/** The end that stands for the cable: told from where the ends are, not from where they have been. */
const nameOf = ({ from, to }: Cable): End => (placeOf(from) < placeOf(to) ? from : to);

/** Draws the cables within one node, given how they leave its ports: by namespace and link key. */
export const layCables = (
  node: NodeDraft,
  exits: ReadonlyMap<string, ReadonlyMap<string, Exit>>,
): void => {
  const { draft, state, frame, hue } = node;
  const cables = cablesOf(node, exits);
  const paths = routeCables(draft.metrics, frame, cables);
  for (const cable of cables) {
    const { key, from, to, ends } = cable;
    const named = nameOf(cable);
    const name = ({ namespace, link }: End) => `${link.name} in ${namespace.names[0] ?? ''}`;
    draft.elements.push({
      type: 'cable',
      kind: 'veth',
      key,
      ref: { type: 'link', node: state.node, namespace: named.namespace.id, key: named.key },
      hue,
      texts: [],
      title: `cable from ${name(from)} to ${name(to)}`,
      stale: from.namespace.stale !== null || to.namespace.stale !== null,
      points: paths.get(key) ?? [],
      ends,
      radius: draft.metrics.radius,
      state: isLive(from.link) && isLive(to.link) ? 'live' : 'gap',
    });
  }
};

/** Length of the stump of a cable whose other end is not known, px. */
const STUMP = 14;

const stumpOf = (node: NodeDraft, exit: Exit, own: boolean): [Point, Point] => {
  const { x, d } = exit;
  const { frame, draft } = node;
  const { radius, laneZone } = draft.metrics;
  const from = { x, y: frame.y(d) };
  if (exit.via === 'gutter') {
    const left = exit.gutter === 0 || (!own && x === columnX(draft.metrics, frame, exit.gutter));
    return [from, { x: left ? x - radius - 3 : x + radius + 3, y: from.y }];
  }
  // Below a namespace there may be no more room than the lanes take.
  return [from, { x, y: frame.y(own ? d + STUMP : d - Math.min(STUMP, laneZone - 2)) }];
};

/** Draws a stump for every cable of which only this end is proven. */
export const layLooseEnds = (
  node: NodeDraft,
  exits: ReadonlyMap<string, ReadonlyMap<string, Exit>>,
): void => {
  const { draft, state, hue, uplinks } = node;
  for (const namespace of Object.values(state.namespaces)) {
    const own = namespace.kind === 'node';
    for (const [key, link] of sortedLinks(namespace)) {
      const exit = exits.get(namespace.id)?.get(key);
      if (link.peer.type !== 'unknown' || exit === undefined) continue;
      if (own && uplinks.has(key)) continue;
      const port = portKeyOf(node, namespace.id, key);
      draft.elements.push({
        type: 'cable',
        kind: 'loose',
        key: `loose ${port}`,
        ref: { type: 'link', node: state.node, namespace: namespace.id, key },
        hue,
        texts: [],
        title: `peer of ${link.name} in ${namespace.names[0] ?? ''} unknown: ${link.peer.reason}`,
        stale: namespace.stale !== null,
        points: stumpOf(node, exit, own),
        ends: [port, port],
        radius: draft.metrics.radius,
        state: 'gap',
      });
    }
  }
};
