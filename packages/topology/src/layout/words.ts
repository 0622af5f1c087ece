import { classify } from '../classify.ts';
import type { Link, Namespace, Route } from '../model.ts';
import type { Font, Measure } from './scene.ts';
import { span, type Letters, type Span } from './text.ts';

const PLAIN_KINDS = new Set(['veth', 'device', 'loopback', 'tun', 'bridge']);

const MTU_OF_ETHERNET = 1500;

export const stateOf = (link: Link): 'up' | 'down' | 'no-carrier' => {
  if (!link.up) return 'down';
  return link.carrier ? 'up' : 'no-carrier';
};

/** What of an interface is not as one expects, most telling first. */
const oddities = (link: Link, onUnderlay: boolean, { fact }: Letters): Span[] => {
  const words: Span[] = [];
  const state = stateOf(link);
  if (state !== 'up') words.push(span(state === 'down' ? 'down' : 'no carrier', fact, 'warn'));
  if (link.peer.type === 'unknown' && !onUnderlay) {
    words.push(span('peer unknown', fact, 'warn'));
  }
  if (link.mtu !== MTU_OF_ETHERNET && link.kind !== 'loopback') {
    words.push(span(`mtu ${link.mtu}`, fact, 'dim'));
  }
  return words;
};

/** `vxlan 42`, `vlan 7`, `macvlan`: what a kind of interface without a shape of its own is called. */
const kindWords = (link: Link): string[] => {
  if (link.tun?.mode === 'tap') return ['tap'];
  if (PLAIN_KINDS.has(link.kind)) return [];
  const id = link.details['id'];
  return [id === undefined ? link.kind : `${link.kind} ${id}`];
};

/** The addresses that are drawn: IPv4. */
export const drawnAddresses = (link: Link): string[] =>
  link.addresses
    .filter(({ family }) => family === 'inet')
    .map(({ local, prefixLength, peer }) =>
      peer === null ? `${local}/${prefixLength}` : `${local} peer ${peer}/${prefixLength}`,
    );

const addressText = (link: Link): string | null => {
  const [first, ...more] = drawnAddresses(link);
  if (first === undefined) return null;
  return more.length === 0 ? first : `${first} +${more.length}`;
};

/** A loopback interface with nothing of its own to tell is left to a word beside the name. */
export const isPlainLoopback = (link: Link): boolean =>
  link.kind === 'loopback' &&
  drawnAddresses(link).every((address) => address.startsWith('127.')) &&
  link.master === null;

export interface LinkWords {
  name: Span[];
  address: Span | null;
  /** Shown when there is room, in this order. */
  extra: Span[];
}

/** The words of an interface; `bridge` is the bridge it is drawn on, if any. */
export const linkWords = (
  link: Link,
  drawnOn: string | null,
  onUnderlay: boolean,
  letters: Letters,
): LinkWords => {
  const { fact } = letters;
  const address = addressText(link);
  const portOf = link.master === null || link.master === drawnOn ? [] : [`in ${link.master}`];
  return {
    name: [
      span(link.name, letters.name),
      ...kindWords(link).map((text) => span(text, fact, 'dim')),
    ],
    address: address === null ? null : span(address, letters.address),
    extra: [
      ...portOf.map((text) => span(text, fact, 'dim')),
      ...oddities(link, onUnderlay, letters),
    ],
  };
};

/** The span in the size of `font`, as heavy as it was. */
export const sized =
  (font: Font) =>
  (one: Span): Span => ({ ...one, font: { ...one.font, size: font.size } });

const hopText = (route: Route, via: boolean): string => {
  const [first, ...more] = route.nextHops.map(({ gateway, dev }) =>
    gateway === null ? (dev ?? '?') : via ? `via ${gateway}` : gateway,
  );
  return first === undefined ? '✕' : [first, ...more].join(', ');
};

/** An interface's words in one line. */
export const inOneLine = ({ name, address, extra }: LinkWords): Span[] => [
  ...name,
  ...(address === null ? [] : [address]),
  ...extra,
];

/** The same for where the end may be cut off: what is wrong comes first. */
export const worstFirst = (words: LinkWords): Span[] => {
  const warnings = words.extra.filter(({ tone }) => tone === 'warn');
  const rest = inOneLine({
    ...words,
    name: [],
    extra: words.extra.filter((one) => !warnings.includes(one)),
  });
  return [...words.name, ...warnings, ...rest];
};

/** Only its name and what is wrong. */
export const inBrief = ({ name, extra }: LinkWords): Span[] => [
  ...name.slice(0, 1),
  ...extra.filter(({ tone }) => tone === 'warn'),
];

/** Left and right of the words on a signpost: its post, its tip. */
export const SIGN = { before: 6, after: 10 } as const;

/** The kinds in few letters, for where the whole word has no room. */
const BRIEF_KINDS: Readonly<Record<string, string>> = { connected: 'conn', dynamic: 'dyn' };

export interface RouteStyle {
  /** `via` before a gateway, as `ip route` says it. */
  via: boolean;
  /** Whether where it leads stands in a column with the other routes'. */
  aligned: boolean;
  brief: boolean;
}

/** A signpost's words: the prefix on the sign itself, where to, and what kind of route it is. */
export const routeWords = (
  route: Route,
  { fact, tag }: Letters,
  { via, aligned, brief }: RouteStyle,
  measure: Measure,
): Span[] => {
  const { kind } = classify(route);
  const isDefault = route.destination === '0.0.0.0/0' || route.destination === '::/0';
  const down = route.nextHops.some(({ flags }) => flags.includes('linkdown'));
  const text = brief ? (BRIEF_KINDS[kind] ?? kind) : kind;
  return [
    {
      ...span(isDefault ? 'default' : route.destination, fact),
      least: aligned ? measure('172.16.0.0/24', fact) : 0,
      ...SIGN,
    },
    span(hopText(route, via), fact, route.type === 'unicast' ? 'ink' : 'warn'),
    ...(route.metric === 0 ? [] : [span(`metric ${route.metric}`, fact, 'dim')]),
    ...(kind === 'default' || (brief && down)
      ? []
      : [{ ...span(text, tag, 'tag'), before: 4, after: 4 }]),
    ...(down ? [span('link down', tag, 'warn')] : []),
  ];
};

export const routeTitle = (route: Route): string => {
  const { kind, because } = classify(route);
  const hops = route.nextHops
    .map(({ gateway, dev }) =>
      [gateway === null ? '' : `via ${gateway}`, dev === null ? '' : `dev ${dev}`].join(' ').trim(),
    )
    .join(' and ');
  const metric = route.metric === 0 ? '' : ` metric ${route.metric}`;
  return `route ${route.destination} ${hops}${metric}: ${kind} (${because})`;
};

/** Routes that the drawing shows: IPv4, table main, and no broadcast bookkeeping. */
export const drawnRoutes = (namespace: Namespace): [string, Route][] =>
  Object.entries(namespace.routes).filter(
    ([, { family, table, type }]) =>
      family === 'inet' && table === 'main' && !['local', 'broadcast', 'multicast'].includes(type),
  );
