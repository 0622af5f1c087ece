import { effectiveRpFilter } from '../assemble.ts';
import { nodeNamespace } from '../find.ts';
import type { Link, Namespace, NodeState } from '../model.ts';
import { routeCables, type CablePlan } from './cables.ts';
import { portKeyOf, sortedLinks, type Draft, type Exit, type NodeDraft } from './draft.ts';
import { assignSlots } from './memory.ts';
import { frameOf, MOST_BOXES, rowD, type Frame } from './metrics.ts';
import { layNamespace } from './namespace-box.ts';
import type { SceneText, SwitchElement } from './scene.ts';
import { layStack, type StackResult } from './stack.ts';
import { FONTS, flow, placeLine, shorten, span } from './text.ts';
import { drawnAddresses, isPlainLoopback } from './words.ts';

const PADDING = 14;
const FOLD_LINE = 18;
/** The drawn toggle before a switch's words. */
export const TOGGLE = 30;
const SWITCH_HEIGHT = 22;

export interface NodeInput {
  name: string;
  /** Null as long as nothing is known of the node. */
  state: NodeState | null;
}

export interface LaidNode {
  node: NodeDraft;
  own: Namespace;
  stack: StackResult;
}

interface SwitchWords {
  name: SwitchElement['name'];
  state: SwitchElement['state'];
  text: string;
  short: string;
}

const forwardingWords = (own: Namespace): SwitchWords => {
  const { forwarding } = own;
  const state = forwarding === null ? 'unknown' : forwarding ? 'on' : 'off';
  const text = `forwarding ${state}`;
  return { name: 'forwarding', state, text, short: text };
};

/** What the kernel does on the interfaces that packets come in by: all of one mind, or listed. */
const rpFilterWords = (own: Namespace): SwitchWords => {
  const name = 'rp_filter';
  const modes = sortedLinks(own)
    .filter(([, link]) => link.up && drawnAddresses(link).length > 0 && !isPlainLoopback(link))
    .map(([, link]) => ({
      name: link.name,
      mode: effectiveRpFilter(own.rpFilterAll, link.rpFilter),
    }));
  const distinct = [...new Set(modes.map(({ mode }) => mode))];
  const only = distinct.length === 0 ? own.rpFilterAll : distinct[0];
  if (distinct.length <= 1) {
    const mode = only ?? 'unknown';
    const state = mode === 'unknown' ? 'unknown' : mode === 'off' ? 'off' : 'on';
    return { name, state, text: `rp_filter ${mode}`, short: `rp_filter ${mode}` };
  }
  const off = modes.filter(({ mode }) => mode === 'off').map((one) => one.name);
  const text = off.length === 0 ? 'rp_filter mixed' : `rp_filter off: ${off.join(', ')}`;
  return { name, state: 'mixed', text, short: 'rp_filter mixed' };
};

/** Hostname on the left and the switches on the right, or below it where there is no room. */
const layHeader = (
  draft: Draft,
  frame: Frame,
  input: NodeInput,
  own: Namespace | undefined,
  hue: number,
  d: number,
): SceneText[] => {
  const { metrics, measure } = draft;
  const box = frame.box(frame.x, d, metrics.nodeWidth, metrics.header);
  const oneLine = metrics.header < 60;
  const width = metrics.nodeWidth - 2 * PADDING;
  const top = box.y + 8;
  let right = frame.x + metrics.nodeWidth - PADDING;
  const switches = own === undefined ? [] : [rpFilterWords(own), forwardingWords(own)];
  const widthOf = (text: string) => TOGGLE + measure(text, FONTS.tag) + 2;
  const hostRoom = oneLine ? measure(input.name, FONTS.host) + 24 : 0;
  const full = switches.reduce((sum, { text }) => sum + widthOf(text) + 14, hostRoom);
  for (const { name, state, text, short } of switches) {
    const words = full <= width ? text : short;
    const boxWidth = widthOf(words);
    const x = right - boxWidth;
    const y = oneLine ? top : top + 26;
    draft.elements.push({
      type: 'switch',
      key: `switch ${name} ${input.name}`,
      ref: { type: 'node', node: input.name },
      hue,
      texts: placeLine([span(words, FONTS.tag)], x + TOGGLE, y + 2, measure),
      title: `${text} on ${input.name}`,
      stale: own?.stale != null,
      name,
      state,
      x,
      y,
      width: boxWidth,
      height: SWITCH_HEIGHT,
    });
    right = x - 14;
  }
  const room = oneLine ? right - frame.x - PADDING : width;
  const stale = own?.stale == null ? [] : [span('stale', FONTS.small, 'warn')];
  const waiting = input.state === null ? [span('no reading yet', FONTS.tag, 'dim')] : [];
  const name = shorten(
    input.name,
    FONTS.host,
    room - (stale.length + waiting.length) * 100,
    measure,
  );
  return placeLine([span(name, FONTS.host), ...stale, ...waiting], frame.x + PADDING, top, measure);
};

/** Namespaces without a box of their own, as a list: closed one line, open one line each. */
const layFold = (
  node: NodeDraft,
  folded: readonly Namespace[],
  open: boolean,
  d: number,
): number => {
  const { draft, frame, state, hue } = node;
  const { metrics, measure } = draft;
  if (folded.length === 0) return 0;
  const width = metrics.nodeWidth - 2 * PADDING;
  const inner = width - 2 * PADDING;
  const listed = folded.map((namespace) => {
    const links = sortedLinks(namespace)
      .filter(([, link]) => !isPlainLoopback(link))
      .map(([, link]) => [link.name, ...drawnAddresses(link)].join(' '));
    return [namespace.names.join(', '), ...links].join(' · ');
  });
  const summary = `+${folded.length} more namespaces`;
  const columns = open ? Math.max(1, Math.floor(inner / 220)) : 1;
  const perColumn = Math.ceil(listed.length / columns);
  const height = FOLD_LINE + 10 + (open ? perColumn * FOLD_LINE : 0);
  const box = frame.box(frame.x + PADDING, d, width, height);
  const head = open
    ? [span(summary, FONTS.tag)]
    : (flow(
        [
          span(summary, FONTS.tag),
          span(
            shorten(
              folded.map(({ names }) => names[0]).join(', '),
              FONTS.small,
              inner - measure(summary, FONTS.tag) - 8,
              measure,
            ),
            FONTS.small,
            'dim',
          ),
        ],
        inner,
        measure,
      )[0] ?? []);
  const texts = placeLine(head, box.x + PADDING, box.y + 5, measure);
  for (const [index, text] of open ? listed.entries() : []) {
    const columnWidth = inner / columns;
    const x = box.x + PADDING + Math.floor(index / perColumn) * columnWidth;
    const y = box.y + 5 + FOLD_LINE * (1 + (index % perColumn));
    const line = span(shorten(text, FONTS.small, columnWidth - 10, measure), FONTS.small);
    texts.push(...placeLine([line], x, y, measure));
  }
  draft.elements.push({
    type: 'box',
    role: 'fold',
    key: `fold ${state.node}`,
    ref: { type: 'node', node: state.node },
    hue,
    texts,
    title: `${summary} on ${state.node}: ${listed.join('; ')}`,
    stale: false,
    up: true,
    ...box,
  });
  return height + 10;
};

const isLive = (link: Link) => link.up && link.carrier;

const layCables = (node: NodeDraft, exits: ReadonlyMap<string, Map<string, Exit>>) => {
  const { draft, state, frame, hue } = node;
  const plans: CablePlan[] = [];
  const facts = new Map<
    string,
    {
      ends: [string, string];
      link: Link;
      other: Link;
      namespace: Namespace;
      linkKey: string;
      otherName: string;
    }
  >();
  for (const namespace of Object.values(state.namespaces)) {
    for (const [linkKey, link] of sortedLinks(namespace)) {
      const { peer } = link;
      if (peer.type !== 'known') continue;
      const home = state.namespaces[peer.namespace];
      const otherKey = String(peer.ifindex);
      const other = home?.links[otherKey];
      const a = exits.get(namespace.id)?.get(linkKey);
      const b = exits.get(peer.namespace)?.get(otherKey);
      if (other === undefined || a === undefined || b === undefined) continue;
      const ends: [string, string] = [
        portKeyOf(node, namespace.id, linkKey),
        portKeyOf(node, peer.namespace, otherKey),
      ];
      // Each cable is met twice, once from either end.
      if (ends[0] > ends[1]) continue;
      const key = `cable ${ends[0]} ${ends[1]}`;
      plans.push({ key, a, b });
      facts.set(key, { ends, link, other, namespace, linkKey, otherName: home?.names[0] ?? '' });
    }
  }
  for (const [key, points] of routeCables(draft.metrics, frame, plans)) {
    const fact = facts.get(key);
    if (fact === undefined) continue;
    const { ends, link, other, namespace, linkKey, otherName } = fact;
    const here = namespace.names[0] ?? '';
    draft.elements.push({
      type: 'cable',
      kind: 'veth',
      key,
      ref: { type: 'link', node: state.node, namespace: namespace.id, key: linkKey },
      hue,
      texts: [],
      title: `cable from ${link.name} in ${here} to ${other.name} in ${otherName}`,
      stale: namespace.stale !== null,
      points,
      ends,
      state: isLive(link) && isLive(other) ? 'live' : 'gap',
    });
  }
};

const emptyNamespaceOf = (state: NodeState | null) =>
  state === null ? undefined : nodeNamespace(state);

/** Draws one node whole; what leads out of it is left to the underlay. */
export const layNode = (
  draft: Draft,
  input: NodeInput,
  hue: number,
  nodes: number,
  uplinks: ReadonlyMap<string, string>,
  open: boolean,
  slots: Map<string, readonly { id: string; name: string }[]>,
): LaidNode | null => {
  const { metrics } = draft;
  const frame = frameOf(metrics, hue, nodes);
  const own = emptyNamespaceOf(input.state);
  const state = input.state ?? { node: input.name, namespaces: {} };
  const node: NodeDraft = { draft, state, hue, frame, uplinks };

  const live = Object.values(state.namespaces)
    .filter(({ kind }) => kind !== 'node')
    .map((namespace) => ({ id: namespace.id, name: namespace.names[0] ?? namespace.id, namespace }))
    .toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
  const remembered = draft.memory.slots.get(input.name) ?? [];
  const {
    slots: taken,
    placed,
    folded,
  } = assignSlots(
    remembered,
    live.map(({ id, name }) => ({ id, name })),
    MOST_BOXES,
  );
  slots.set(input.name, taken);

  const rows = Math.max(
    1,
    Math.ceil(Math.max(0, ...[...placed.values()].map((slot) => slot + 1)) / metrics.columns),
  );
  const shell: SceneText[] = [];
  const at = draft.elements.length;
  const exits = new Map<string, Map<string, Exit>>();
  for (const { id, namespace } of live) {
    const slot = placed.get(id);
    if (slot !== undefined) exits.set(id, layNamespace(node, namespace, slot));
  }
  const foldD = rowD(metrics, rows - 1) + metrics.namespace + 10;
  const listed = live.filter(({ id }) => folded.includes(id)).map(({ namespace }) => namespace);
  const headerD = foldD - 4 + layFold(node, listed, open, foldD);

  let stack: StackResult | null = null;
  if (own !== undefined) {
    const peerX = ({ peer }: Link) => {
      if (peer.type !== 'known') return null;
      return exits.get(peer.namespace)?.get(String(peer.ifindex))?.x ?? null;
    };
    stack = layStack(node, own, peerX);
    exits.set(own.id, stack.exits);
    layCables(node, exits);
  }
  shell.push(...layHeader(draft, frame, input, own, hue, headerD));
  // The node's box is painted first, beneath all that is in it.
  draft.elements.splice(at, 0, {
    type: 'box',
    role: 'node',
    key: `node ${input.name}`,
    ref: { type: 'node', node: input.name },
    hue,
    texts: shell,
    title: `node ${input.name}`,
    stale: own?.stale != null,
    up: input.state !== null,
    ...frame.box(frame.x, 0, metrics.nodeWidth, headerD + metrics.header),
  });
  return own === undefined || stack === null ? null : { node, own, stack };
};
