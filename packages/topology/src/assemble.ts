import type { Link, Namespace, NodeState, Peer } from './model.ts';
import { parse, type ParsedNamespace, type RpFilter } from './parse.ts';
import type { ParsedLink } from './parse-link.ts';
import type { NamespaceReading, NodeReading, TunOwner } from './readings.ts';
import type { Problem } from './result.ts';

export interface NamespaceProblem extends Problem {
  /** Which namespace's reading it is about, in the node's own name for it. */
  namespace: string;
}

const unknown = (reason: string): Peer => ({ type: 'unknown', reason });
const none: Peer = { type: 'none' };

/** Where a link points, by its own namespace's word alone. */
const pointedAt = (
  link: ParsedLink,
  from: { id: string; parsed: ParsedNamespace },
  idOfHandle: ReadonlyMap<string, string>,
): Peer => {
  const { pointer } = link;
  switch (pointer.type) {
    case 'none':
      return none;
    case 'name': {
      const other = from.parsed.links.find((candidate) => candidate.name === pointer.name);
      return other === undefined
        ? unknown(`no interface ${pointer.name} here`)
        : { type: 'known', namespace: from.id, ifindex: other.ifindex };
    }
    case 'index': {
      const { nsid, ifindex } = pointer;
      // No id means the same namespace: ifindexes are only unique within one.
      if (nsid === null) return { type: 'known', namespace: from.id, ifindex };
      const handle = from.parsed.nsids.get(nsid);
      const id = handle === undefined ? undefined : idOfHandle.get(handle);
      return id === undefined
        ? unknown('in a namespace out of sight')
        : { type: 'known', namespace: id, ifindex };
    }
  }
};

const stricter = { off: 0, strict: 1, loose: 2 } as const;

/** The kernel takes the maximum of `all` and the interface's own (0 off, 1 strict, 2 loose). */
export const effectiveRpFilter = (all: RpFilter | null, own: RpFilter | null): RpFilter | null => {
  if (all === null || own === null) return own ?? all;
  return stricter[all] > stricter[own] ? all : own;
};

const linkOf = (
  parsed: ParsedLink,
  from: { id: string; parsed: ParsedNamespace },
  pointer: Peer,
  tunOwners: readonly TunOwner[],
): Link => {
  const { pointer: _, tunMode, ...facts } = parsed;
  const conf = from.parsed.netconf.get(parsed.name);
  const owner = tunOwners.find(
    (candidate) => candidate.namespace === from.id && candidate.device === parsed.name,
  );
  const process =
    owner === undefined ? null : { pid: owner.pid, command: owner.command, udpPeer: owner.udpPeer };
  const isVeth = parsed.kind === 'veth';
  return {
    ...facts,
    peer: isVeth ? (pointer.type === 'none' ? unknown('the kernel names none') : pointer) : none,
    lower: isVeth ? none : pointer,
    forwarding: conf?.forwarding ?? null,
    rpFilter: conf?.rpFilter ?? null,
    tun: tunMode === null ? null : { mode: tunMode, process },
  };
};

const keyed = <T extends { key: string }>(values: readonly T[]): Record<string, T> =>
  Object.fromEntries(values.map((value) => [value.key, value]));

const freshNamespace = (
  { reading, parsed }: { reading: NamespaceReading; parsed: ParsedNamespace },
  idOfHandle: ReadonlyMap<string, string>,
  tunOwners: readonly TunOwner[],
): Namespace => {
  const from = { id: reading.id, parsed };
  const all = parsed.netconf.get('all');
  return {
    id: reading.id,
    kind: reading.kind,
    names: reading.names.toSorted(),
    forwarding: all?.forwarding ?? null,
    rpFilterAll: all?.rpFilter ?? null,
    stale: null,
    links: Object.fromEntries(
      parsed.links.map((link) => [
        String(link.ifindex),
        linkOf(link, from, pointedAt(link, from, idOfHandle), tunOwners),
      ]),
    ),
    routes: keyed(parsed.routes),
    neighbours: keyed(parsed.neighbours),
    rules: keyed(parsed.rules),
    fdb: keyed(parsed.fdb),
  };
};

/** A cable is one when both ends say so; a device below need only exist. */
const confirmed = (
  link: Link,
  home: string,
  namespaces: Readonly<Record<string, Namespace>>,
): Link => {
  const { peer, lower } = link;
  const at = (to: Extract<Peer, { type: 'known' }>) =>
    namespaces[to.namespace]?.links[String(to.ifindex)];
  if (peer.type === 'known') {
    const back = at(peer)?.peer;
    const agreed =
      back?.type === 'known' && back.namespace === home && back.ifindex === link.ifindex;
    const self = peer.namespace === home && peer.ifindex === link.ifindex;
    return agreed && !self ? link : { ...link, peer: unknown('the other end does not confirm it') };
  }
  if (lower.type === 'known' && at(lower) === undefined) {
    return { ...link, lower: unknown('no such interface below') };
  }
  return link;
};

const confirmAll = (namespaces: Record<string, Namespace>): Record<string, Namespace> =>
  Object.fromEntries(
    Object.entries(namespaces).map(([id, namespace]) => [
      id,
      {
        ...namespace,
        links: Object.fromEntries(
          Object.entries(namespace.links).map(([key, link]) => [
            key,
            confirmed(link, id, namespaces),
          ]),
        ),
      },
    ]),
  );

const emptyNamespace = (reading: NamespaceReading): Namespace => ({
  id: reading.id,
  kind: reading.kind,
  names: reading.names.toSorted(),
  forwarding: null,
  rpFilterAll: null,
  stale: null,
  links: {},
  routes: {},
  neighbours: {},
  rules: {},
  fdb: {},
});

/**
 * What the readings of one node mean, together. A namespace whose reading is no good keeps its last
 * good state, marked stale since `last` (when `previous` was read, ms); one that is not among the readings is gone. The node's
 * own namespace never goes: without a reading it is stale too. `state` is null only when there has
 * not been any reading of the node's own namespace yet.
 */
export const assemble = (
  reading: NodeReading,
  previous: NodeState | null,
  last: number,
): { state: NodeState | null; problems: NamespaceProblem[] } => {
  const problems: NamespaceProblem[] = [];
  const idOfHandle = new Map(reading.namespaces.map(({ handle, id }) => [handle, id]));
  const namespaces: Record<string, Namespace> = {};
  const keep = (kept: Namespace, problem: Problem) => {
    namespaces[kept.id] = {
      ...kept,
      stale: { since: kept.stale?.since ?? last, reason: problem.reason },
    };
    problems.push({ ...problem, namespace: kept.names[0] ?? kept.id });
  };

  for (const one of reading.namespaces) {
    const parsed = parse(one);
    if (parsed.ok) {
      const fresh = { reading: one, parsed: parsed.value };
      namespaces[one.id] = freshNamespace(fresh, idOfHandle, reading.tunOwners);
    } else {
      const known = previous?.namespaces[one.id] ?? emptyNamespace(one);
      keep({ ...known, kind: one.kind, names: one.names.toSorted() }, parsed.problem);
    }
  }
  if (!Object.values(namespaces).some(({ kind }) => kind === 'node')) {
    const own = Object.values(previous?.namespaces ?? {}).find(({ kind }) => kind === 'node');
    if (own === undefined) return { state: null, problems };
    keep(own, { reason: "the node's own namespace was not read", path: '', received: '' });
  }
  return { state: { node: reading.node, namespaces: confirmAll(namespaces) }, problems };
};
