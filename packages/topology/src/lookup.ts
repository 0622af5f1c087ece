import type { Namespace, Route, Rule } from './model.ts';
import { contains, parseAddress, parsePrefix, type NumericAddress } from './prefix.ts';

/** What is looked up besides the destination; a packet of the namespace's own has neither. */
export interface LookupOptions {
  from?: string;
  /** The interface a forwarded packet came in by. */
  iif?: string;
}

export interface Candidate {
  route: Route;
  /** Whether its prefix holds the address; one of many that do wins. */
  contains: boolean;
  wins: boolean;
  /** In words: why it wins or loses. */
  reason: string;
}

export interface Lookup {
  /** The route that decides, also when it says `blackhole` or `unreachable`. */
  winner: Route | null;
  /** The rule that led to its table, or that decided by itself. */
  rule: Rule | null;
  /** Every route of the family, in the order in which the kernel would try them. */
  candidates: Candidate[];
  /** One sentence. */
  verdict: string;
  /** Rules with conditions (marks, ports) that only the kernel can judge: passed over. */
  unjudged: Rule[];
}

const rule = (priority: number, table: string): Rule => ({
  key: `${priority} from all lookup ${table}`,
  priority,
  selector: 'from all',
  match: { not: false, from: null, to: null, iif: null, oif: null, other: null },
  action: 'lookup',
  table,
});
/** IPv6 has rules of its own, which are not read: what the kernel starts with is assumed. */
const IPV6_RULES: readonly Rule[] = [rule(0, 'local'), rule(32766, 'main')];

const lengthOf = (route: Route) => parsePrefix(route.destination)?.length ?? 0;

const compare = <T extends string | bigint>(a: T, b: T) => (a < b ? -1 : Number(a > b));

/**
 * The longest prefix first; for one and the same prefix the lowest metric, then the kernel's own
 * order. Prefixes of one length cannot both contain an address: they are ordered as numbers.
 */
export const inKernelOrder = (routes: readonly Route[]): Route[] =>
  routes
    .map((route) => ({ route, prefix: parsePrefix(route.destination) }))
    .toSorted(
      ({ route: a, prefix: one }, { route: b, prefix: other }) =>
        (other?.length ?? 0) - (one?.length ?? 0) ||
        compare(one?.value ?? 0n, other?.value ?? 0n) ||
        a.metric - b.metric ||
        a.rank - b.rank ||
        compare(a.key, b.key),
    )
    .map(({ route }) => route);

const holds = (prefix: string | null, address: NumericAddress | null): boolean => {
  if (prefix === null) return true;
  const parsed = parsePrefix(prefix);
  if (parsed === null) return false;
  if (parsed.length === 0) return true;
  return address !== null && contains(parsed, address);
};

const applies = ({ match }: Rule, to: NumericAddress, options: LookupOptions): boolean => {
  const from = options.from === undefined ? null : parseAddress(options.from);
  const all =
    holds(match.to, to) &&
    holds(match.from, from) &&
    // A packet of the namespace's own counts as come in by lo.
    (match.iif === null || match.iif === (options.iif ?? 'lo')) &&
    match.oif === null;
  return all !== match.not;
};

const isDead = (route: Route) =>
  route.nextHops.length > 0 && route.nextHops.every((hop) => hop.flags.includes('dead'));

const covers = (route: Route, to: NumericAddress): boolean => {
  const prefix = parsePrefix(route.destination);
  return prefix !== null && contains(prefix, to);
};

/** Why a route cannot be taken for the address, or null if it can. */
const unfit = (route: Route, to: NumericAddress, address: string): string | null => {
  if (!covers(route, to)) return `${route.destination} does not contain ${address}`;
  if (route.condition !== null) return `only for packets with ${route.condition}`;
  if (isDead(route)) return 'its interface is down';
  return null;
};

const whyLost = (route: Route, winner: Route): string => {
  const [own, best] = [lengthOf(route), lengthOf(winner)];
  if (own < best) return `/${own} is shorter than /${best}`;
  if (route.metric > winner.metric) {
    return `same length, but metric ${route.metric} against ${winner.metric}`;
  }
  return 'same length and metric, but the other one was there first';
};

const whyWon = (winner: Route, fit: readonly Route[]): string => {
  if (fit.length === 1) return 'the only route of its table that contains the address';
  const length = lengthOf(winner);
  const rivals = fit.filter((route) => lengthOf(route) === length);
  if (rivals.length === 1) return `/${length} is the longest prefix that contains the address`;
  return rivals.some((route) => route !== winner && route.metric === winner.metric)
    ? 'the longest prefix and lowest metric, and there first'
    : `the longest prefix, and the lowest metric: ${winner.metric}`;
};

const hopWords = (route: Route): string =>
  route.nextHops
    .map(({ gateway, dev }) =>
      [gateway === null ? '' : `via ${gateway}`, dev === null ? '' : `dev ${dev}`].join(' ').trim(),
    )
    .join(', or ');

/** IPv6 has no such addresses: its multicast has routes of that type. */
const EVERYBODY = parsePrefix('255.255.255.255');
const MULTICAST = parsePrefix('224.0.0.0/4');

const meansThisHost = (to: NumericAddress) => to.family === 'inet' && to.value === 0n;

/** The type that the address gives to its route, and whether the route's gateway is left out. */
const special = (winner: Route, to: NumericAddress): { type: string; direct: boolean } | null => {
  if (winner.type !== 'unicast') return null;
  if (EVERYBODY !== null && contains(EVERYBODY, to)) return { type: 'broadcast', direct: true };
  if (MULTICAST !== null && contains(MULTICAST, to)) {
    return { type: 'multicast', direct: lengthOf(winner) < MULTICAST.length };
  }
  return null;
};

const verdictOf = (winner: Route, to: NumericAddress, address: string): string => {
  const sent = special(winner, to);
  if (sent !== null) {
    const hops = winner.nextHops.map((hop) => (sent.direct ? { ...hop, gateway: null } : hop));
    const way = hopWords({ ...winner, nextHops: hops });
    return `${address} goes ${way} as ${sent.type}, by ${winner.destination}.`;
  }
  switch (winner.type) {
    case 'unicast':
      return `${address} goes ${hopWords(winner)}, by ${winner.destination}.`;
    case 'local':
      return `${address} is an address of this namespace: delivered here.`;
    case 'broadcast':
    case 'multicast':
      return `${address} is a ${winner.type} address of ${hopWords(winner)}.`;
    case 'blackhole':
      return `${address} is dropped without a word, by ${winner.destination}.`;
    default:
      return `${address} is refused as ${winner.type}, by ${winner.destination}.`;
  }
};

/**
 * Which route the kernel takes for a packet to `address`: rule by rule in order of priority, in each
 * table the longest prefix, then the lowest metric. The kind of a route does not rank.
 *
 * Three kinds of IPv4 addresses are more than their route, as `ip route get` says of packets of the
 * namespace's own without a source (`ip_route_output_key_hash_rcu` and `__mkroute_output` of the
 * kernel's net/ipv4/route.c; measured on Linux 6.18, with and without a default route):
 *
 * - 0.0.0.0 is this host, before any rule is asked, even with lo down.
 * - 255.255.255.255 needs a route, but is broadcast by its interface, never sent to its gateway.
 * - 224.0.0.0/4 needs a route, and is sent to its gateway only if the prefix is as long as /4.
 */
export const lookup = (
  namespace: Pick<Namespace, 'routes' | 'rules'>,
  address: string,
  options: LookupOptions = {},
): Lookup => {
  const to = parseAddress(address);
  if (to === null) {
    const verdict = `${address} is not an address.`;
    return { winner: null, rule: null, candidates: [], verdict, unjudged: [] };
  }
  const routes = inKernelOrder(
    Object.values(namespace.routes).filter((route) => route.family === to.family),
  );
  const rules = (to.family === 'inet' ? Object.values(namespace.rules) : IPV6_RULES).toSorted(
    (a, b) => a.priority - b.priority,
  );
  const candidates: Candidate[] = [];
  const unjudged: Rule[] = [];
  const asked = new Set<string>();
  const lost = (route: Route, reason: string): Candidate => ({
    route,
    contains: covers(route, to),
    wins: false,
    reason,
  });
  const rest = (why: string): Candidate[] =>
    routes
      .filter((route) => !asked.has(route.table))
      .map((route) => lost(route, unfit(route, to, address) ?? `${why} table ${route.table}`));
  if (meansThisHost(to) && options.iif === undefined) {
    candidates.push(...rest(`${address} is this host, before`));
    const verdict = `${address} means this host: delivered here, before any table is asked.`;
    return { winner: null, rule: null, candidates, verdict, unjudged };
  }
  let from = 0;

  for (const current of rules) {
    if (current.priority < from) continue;
    if (current.match.other !== null || current.action === 'l3mdev') {
      unjudged.push(current);
      continue;
    }
    if (!applies(current, to, options) || current.action === 'nop') continue;
    if (current.action === 'goto') {
      from = Number(current.table);
      continue;
    }
    if (current.action !== 'lookup') {
      const verdict = `${address} is refused: rule ${current.priority} says ${current.action}.`;
      candidates.push(...rest(`rule ${current.priority} decided, before`));
      return { winner: null, rule: current, candidates, verdict, unjudged };
    }
    if (asked.has(current.table)) continue;
    asked.add(current.table);
    const inTable = routes.filter((route) => route.table === current.table);
    const fit = inTable.filter((route) => unfit(route, to, address) === null);
    const best = fit[0];
    const winner = best === undefined || best.type === 'throw' ? null : best;
    candidates.push(
      ...inTable.map((route): Candidate => {
        const reason = unfit(route, to, address);
        if (reason !== null) return lost(route, reason);
        if (route === winner) {
          return { route, contains: true, wins: true, reason: whyWon(route, fit) };
        }
        if (route === best) return lost(route, 'throw: on to the next rule');
        return lost(route, best === undefined ? '' : whyLost(route, best));
      }),
    );
    if (winner !== null) {
      candidates.push(...rest(`table ${current.table} decided, before`));
      return {
        winner,
        rule: current,
        candidates,
        verdict: verdictOf(winner, to, address),
        unjudged,
      };
    }
  }
  candidates.push(...rest('no rule leads to'));
  const verdict = `Network is unreachable: no route contains ${address}.`;
  return { winner: null, rule: null, candidates, verdict, unjudged };
};
