import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { LabAccess } from './lab.ts';
import { messageOf } from './message-of.ts';
import { UNDERLAY_NIC } from './node-script.ts';
import type { NodeStatus, StepStatus } from './state.ts';

/** One node in "all environments up, running and clean". */
export interface NodeClean {
  step: number;
  node: string;
  up: boolean;
  clean: boolean;
  /** What keeps it from being up or clean, in words; empty when it is both. */
  why: string[];
}

/** Prints a node's state, a line per fact: its kind, a space, and JSON or words. */
const INSPECT = `
shopt -s nullglob
for name in /run/netns/*; do echo "namespace \${name##*/}"; done
echo "links $(ip -j link)"
echo "addresses $(ip -j -4 addr show scope global)"
echo "routes $(ip -j -4 route)"
echo "rules $(ip -j -4 rule)"
for name in ip_forward conf/{all,default,${UNDERLAY_NIC}}/rp_filter; do
  echo "setting $name $(</proc/sys/net/ipv4/$name)"
done 2>/dev/null
for stat in /proc/[0-9]*/stat; do echo "process $(<$stat)"; done 2>/dev/null
echo "free $(stat -f -c %a /)"
`;

/** Asks every host of the lab whether it is up, and as clean as after its boot. */
export async function labClean(lab: Pick<LabAccess, 'status' | 'exec'>): Promise<NodeClean[]> {
  return Promise.all(
    lab.status().flatMap((step) => step.nodes.map((node) => nodeClean(lab, step, node))),
  );
}

async function nodeClean(
  lab: Pick<LabAccess, 'exec'>,
  step: StepStatus,
  node: NodeStatus,
): Promise<NodeClean> {
  const verdict = { step: step.step, node: node.name };
  let facts: string;
  try {
    const child = lab.exec(node.name, ['bash', '-c', INSPECT], { cwd: '/' });
    if (child.stdout === null || child.stderr === null) throw new Error('its shell has no pipes');
    child.stdin?.end();
    const [out, complaint] = await Promise.all([text(child.stdout), text(child.stderr)]);
    if (!out.includes('\nfree '))
      throw new Error(complaint.trim() || 'it ended while it was asked');
    facts = out;
  } catch (error) {
    return { ...verdict, up: false, clean: false, why: [messageOf(error)] };
  }
  const why = uncleanness(facts, step, node);
  return { ...verdict, up: true, clean: why.length === 0, why };
}

const linksSchema = z.array(z.object({ ifname: z.string(), flags: z.array(z.string()) }));
const addressesSchema = z.array(
  z.object({
    ifname: z.string().optional(),
    addr_info: z.array(z.object({ local: z.string(), prefixlen: z.int() })).default([]),
  }),
);
const routesSchema = z.array(
  z.object({ dst: z.string(), gateway: z.string().optional(), dev: z.string().optional() }),
);
const rulesSchema = z.array(z.object({ priority: z.int() }));

const SETTINGS = [
  'ip_forward 0',
  ...['all', 'default', UNDERLAY_NIC].map((name) => `conf/${name}/rp_filter 1`),
];
/** The three rules that every network namespace starts with: local, main, default. */
const RULES = ['rule 0', 'rule 32766', 'rule 32767'];

/**
 * What in a node's facts differs from its boot.
 * @param facts what {@link INSPECT} printed
 * @throws ZodError when `ip` printed something else than its JSON
 */
export function uncleanness(
  facts: string,
  { prefix, outside }: Pick<StepStatus, 'prefix' | 'outside'>,
  { address, role }: Pick<NodeStatus, 'address' | 'role'>,
): string[] {
  const lines = facts.split('\n').map((line) => {
    const space = line.indexOf(' ');
    return { kind: line.slice(0, space), value: line.slice(space + 1) };
  });
  const all = (kind: string) =>
    lines.filter((line) => line.kind === kind).map(({ value }) => value);
  const one = (kind: string): unknown => JSON.parse(all(kind)[0] ?? '[]');
  const links = linksSchema.parse(one('links'));
  const down = links.filter(({ flags }) => !flags.includes('UP'));
  return [
    ...all('namespace').map((name) => `namespace ${name} is left`),
    ...differ(
      links.map(({ ifname }) => `link ${ifname}`),
      ['link lo', `link ${UNDERLAY_NIC}`],
    ),
    ...down.map(({ ifname }) => `link ${ifname} is down`),
    ...differ(
      addressesSchema
        .parse(one('addresses'))
        .flatMap(({ ifname, addr_info }) =>
          addr_info.map(({ local, prefixlen }) => `address ${local}/${prefixlen} on ${ifname}`),
        ),
      [`address ${address}/${prefix.split('/')[1]} on ${UNDERLAY_NIC}`],
    ),
    ...differ(
      routesSchema
        .parse(one('routes'))
        .map(({ dst, gateway, dev }) => `route ${dst} via ${gateway ?? dev}`),
      [
        `route ${prefix} via ${UNDERLAY_NIC}`,
        ...(role === 'node' ? [`route default via ${outside}`] : []),
      ],
    ),
    ...differ(
      rulesSchema.parse(one('rules')).map(({ priority }) => `rule ${priority}`),
      RULES,
    ),
    ...differ(all('setting'), SETTINGS),
    ...leftRunning(all('process')),
    ...(all('free')[0] === '0' ? ['its disk is full'] : []),
  ];
}

function differ(found: readonly string[], wanted: readonly string[]): string[] {
  return [
    ...found.filter((value) => !wanted.includes(value)).map((value) => `${value} is left`),
    ...wanted.filter((value) => !found.includes(value)).map((value) => `${value} is missing`),
  ];
}

/**
 * Daemons, which PID 1 has inherited, and what runs in the foreground of a terminal. An agent and
 * its helpers came from outside: their line of parents ends in 0, and they have no terminal.
 * @param stats lines of /proc/PID/stat
 */
function leftRunning(stats: readonly string[]): string[] {
  const rows = stats.flatMap((stat) => {
    const match = /^(\d+) \((.*)\) (\S) (\d+) \d+ (\d+) (\d+) /s.exec(stat);
    if (match === null) return [];
    const [, pid, name = '', state, parent, session, tty] = match;
    return [{ pid, name, parent, zombie: state === 'Z', busy: tty !== '0' && session !== pid }];
  });
  const byPid = new Map(rows.map((row) => [row.pid, row]));
  const rootOf = (pid: string | undefined): string | undefined => {
    const parent = byPid.get(pid)?.parent;
    return parent === undefined || parent === '0' ? pid : rootOf(parent);
  };
  return rows
    .filter(({ pid, zombie, busy }) => pid !== '1' && !zombie && (busy || rootOf(pid) === '1'))
    .map(({ pid, name }) => `process ${name} (${pid}) runs`);
}
