import { z } from 'zod';
import { arraysOf } from './arrays.ts';
import type { FdbEntry, Namespace, Neighbour, Route, Rule } from './model.ts';
import { linkEntry, type ParsedLink } from './parse-link.ts';
import { fdbEntry, neighbourEntry } from './parse-neighbour.ts';
import { ranked, routeEntry } from './parse-route.ts';
import { ruleEntry } from './parse-rule.ts';
import { BATCH, type NamespaceReading, type Output } from './readings.ts';
import { failure, success, type Result } from './result.ts';

export type RpFilter = NonNullable<Namespace['rpFilterAll']>;

/** IPv4 settings per interface name, with `all` and `default` among the names. */
export type Netconf = Map<string, { forwarding: boolean | null; rpFilter: RpFilter | null }>;

/** One namespace in its own terms: pointers to other namespaces are not resolved yet. */
export interface ParsedNamespace {
  links: ParsedLink[];
  routes: Route[];
  neighbours: Neighbour[];
  rules: Rule[];
  fdb: FdbEntry[];
  netconf: Netconf;
  /** The namespace's own ids of others, each with the observer's name for it. */
  nsids: Map<number, string>;
}

type Item = Record<string, unknown>;

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null
        ? Object.entries(inner).find(([name]) => name === String(key))?.[1]
        : undefined,
    value,
  );

const parseAll = <T>(name: string, items: readonly Item[], schema: z.ZodType<T>): Result<T[]> => {
  const values: T[] = [];
  for (const [index, item] of items.entries()) {
    const parsed = schema.safeParse(item);
    if (parsed.success) {
      values.push(parsed.data);
      continue;
    }
    const issue = parsed.error.issues[0];
    const path = issue?.path ?? [];
    const at = [`${name}[${index}]`, ...path.map(String)].join('.');
    return failure(issue?.message ?? 'not as expected', at, valueAt(item, path));
  }
  return success(values);
};

/** Which command of the batch an array comes from, told by what only its entries have. */
const kindOf = (items: readonly Item[]): string => {
  const first = items[0];
  if (first === undefined) return 'empty';
  if ('ifindex' in first && 'ifname' in first) return 'addr';
  if ('priority' in first) return 'rule';
  if ('dst' in first && 'state' in first) return 'neigh';
  if ('dst' in first) return 'route';
  return 'unknown';
};

const sortArrays = (arrays: readonly Item[][]): Result<Map<string, Item[]>> => {
  const byKind = new Map<string, Item[]>();
  for (const [index, items] of arrays.entries()) {
    const kind = kindOf(items);
    if (kind === 'unknown') return failure('an array of unknown kind', `[${index}]`, items[0]);
    const earlier = byKind.get(kind);
    // `ip link` and `ip addr` both list links: the later listing, with addresses, replaces.
    if (earlier !== undefined && kind !== 'addr' && kind !== 'empty') {
      return failure(`two listings of ${kind}`, `[${index}]`, items[0]);
    }
    byKind.set(kind, items);
  }
  if (arrays.length < BATCH.length) {
    return failure(`${BATCH.length} listings expected, ${arrays.length} received`, '', arrays);
  }
  return success(byKind);
};

/** Appends `#2`, `#3`, … where the kernel holds several entries that have the same key. */
const unique = <T extends { key: string }>(values: readonly T[]): T[] => {
  const seen = new Map<string, number>();
  return values.map((value) => {
    const count = (seen.get(value.key) ?? 0) + 1;
    seen.set(value.key, count);
    return count === 1 ? value : { ...value, key: `${value.key} #${count}` };
  });
};

/** The arrays of one command's output, as entries; several arrays are read as one. */
const listOf = <T>(name: string, output: Output, schema: z.ZodType<T>): Result<T[]> => {
  if (!output.ok) return failure(output.reason, name, '');
  if (output.stdout.trim() === '') return failure('nothing was printed', name, output.stdout);
  const arrays = arraysOf(output.stdout);
  if (!arrays.ok) return failure(arrays.problem.reason, name, arrays.problem.received);
  return parseAll(name, arrays.value.flat(), schema);
};

const onOff = z.union([z.boolean(), z.enum(['on', 'off']).transform((word) => word === 'on')]);
const netconfEntry = z.object({
  family: z.string(),
  interface: z.string(),
  forwarding: onOff.nullish().transform((value) => value ?? null),
  rp_filter: z
    .enum(['off', 'strict', 'loose'])
    .nullish()
    .transform((value) => value ?? null),
});
const nsidEntry = z.object({ nsid: z.int(), name: z.string().optional() });

/** The netconf output: what `sysctl net.ipv4.conf` says, by interface. */
export const parseNetconf = (output: Output): Result<Netconf> => {
  const entries = listOf('netconf', output, netconfEntry);
  if (!entries.ok) return entries;
  return success(
    new Map(
      entries.value
        .filter((entry) => entry.family === 'inet')
        .map((entry) => [
          entry.interface,
          { forwarding: entry.forwarding, rpFilter: entry.rp_filter },
        ]),
    ),
  );
};

/** The batch output alone: the four listings of one namespace. */
export const parseBatch = (
  output: Output,
): Result<Pick<ParsedNamespace, 'links' | 'routes' | 'neighbours' | 'rules'>> => {
  if (!output.ok) return failure(output.reason, 'batch', '');
  const arrays = arraysOf(output.stdout);
  if (!arrays.ok) return arrays;
  const sorted = sortArrays(arrays.value);
  if (!sorted.ok) return sorted;
  const items = (kind: string) => sorted.value.get(kind) ?? [];
  const links = parseAll('addr', items('addr'), linkEntry);
  if (!links.ok) return links;
  // Every namespace is born with a loopback interface that cannot be deleted.
  if (links.value.length === 0) return failure('no interface at all, not even lo', 'addr', '');
  for (const [index, link] of links.value.entries()) {
    // A rename during the dump: the next reading will be in order.
    const twin = links.value.findIndex(
      (other) => other.ifindex === link.ifindex || other.name === link.name,
    );
    if (twin < index) return failure('two interfaces of one name or index', 'addr', link.name);
  }
  const routes = parseAll('route', items('route'), routeEntry);
  if (!routes.ok) return routes;
  const neighbours = parseAll('neigh', items('neigh'), neighbourEntry);
  if (!neighbours.ok) return neighbours;
  const rules = parseAll('rule', items('rule'), ruleEntry);
  if (!rules.ok) return rules;
  return success({
    links: links.value,
    routes: unique(ranked(routes.value)),
    neighbours: unique(neighbours.value),
    rules: unique(rules.value),
  });
};

/** One namespace's whole reading. What one part lacks makes all of it a failure: no half pictures. */
export const parse = (reading: NamespaceReading): Result<ParsedNamespace> => {
  const batch = parseBatch(reading.batch);
  if (!batch.ok) return batch;
  const netconf = parseNetconf(reading.netconf);
  if (!netconf.ok) return netconf;
  const fdb = listOf('fdb', reading.fdb, fdbEntry);
  if (!fdb.ok) return fdb;
  const nsids = listOf('nsids', reading.nsids, nsidEntry);
  if (!nsids.ok) return nsids;
  return success({
    ...batch.value,
    netconf: netconf.value,
    fdb: unique(fdb.value.filter((entry) => entry !== null)),
    nsids: new Map(
      nsids.value.flatMap(({ nsid, name }) => (name === undefined ? [] : [[nsid, name]])),
    ),
  });
};
