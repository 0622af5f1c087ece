import { BATCH, commandsFor, type NamespaceReading, type Output } from '@netstage/topology';
import type { Ran, Run } from '../run.ts';
import type { Found } from './discover.ts';
import { splitBatch } from './split-batch.ts';

/** Milliseconds; a healthy `ip` takes 3. */
export const TIMEOUT = 1_500;

/** All of it in one process: `ip` starts in 2 ms, and answers in microseconds. */
const EVERYTHING = [...BATCH, 'netconf show', 'netns list-id'];
const NONE: Output = { ok: true, stdout: '[]\n' };

/** Only these kinds of device have a forwarding table that is worth a process of its own. */
const HAS_FDB = /"info_kind":"(?:bridge|vxlan|macvlan)"/;

/** Reads one namespace through its handle. Never rejects: what can't be read says why. */
export async function readNamespace(
  run: Run,
  { id, kind, names }: Found,
  handle: string,
): Promise<NamespaceReading> {
  const head = { id, kind, names, handle };
  const commands = commandsFor(handle);
  const input = `${EVERYTHING.join('\n')}\n`;
  const all = await run(commands.batch, { input, timeout: TIMEOUT });
  if (!all.ok) return { ...head, batch: all, netconf: all, fdb: all, nsids: all };
  if (all.exit !== 0) return { ...head, ...(await readOneByOne(run, handle)) };
  const { batch, netconf, nsids } = splitBatch(all.stdout);
  const fdb = HAS_FDB.test(batch) ? output(await run(commands.fdb, { timeout: TIMEOUT })) : NONE;
  return {
    ...head,
    batch: { ok: true, stdout: batch },
    netconf: netconf === undefined ? missing('netconf') : { ok: true, stdout: netconf },
    fdb,
    // A namespace that knows no other prints an empty list, like one without neighbours.
    nsids: nsids === undefined ? NONE : { ok: true, stdout: nsids },
  };
}

/** The slow way, in which a command that fails says so for itself. */
async function readOneByOne(run: Run, handle: string) {
  const commands = commandsFor(handle);
  const input = `${BATCH.join('\n')}\n`;
  const [batch, netconf, fdb, nsids] = await Promise.all([
    run(commands.batch, { input, timeout: TIMEOUT }),
    run(commands.netconf, { timeout: TIMEOUT }),
    run(commands.fdb, { timeout: TIMEOUT }),
    run(commands.nsids, { timeout: TIMEOUT }),
  ]);
  return {
    batch: output(batch),
    netconf: output(netconf),
    fdb: output(fdb),
    nsids: output(nsids),
  };
}

function output(ran: Ran): Output {
  if (!ran.ok) return ran;
  if (ran.exit === 0) return { ok: true, stdout: ran.stdout };
  const said = ran.stderr.trim().split('\n')[0] ?? '';
  return { ok: false, reason: said === '' ? `exit code ${ran.exit}` : said };
}

function missing(what: string): Output {
  return { ok: false, reason: `${what} is missing in the output of ip` };
}
