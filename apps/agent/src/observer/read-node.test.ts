import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Ran, Run } from '../run.ts';
import { nodeReader } from './read-node.ts';

const LINKS = '[{"ifindex":1,"ifname":"lo","flags":[],"addr_info":[]}]\n';
const GOOD = `${LINKS}[]\n[]\n[]\n[{"family":"inet","interface":"lo","forwarding":true}]\n[]\n`;
const said = (stdout: string, exit = 0, stderr = ''): Ran => ({ ok: true, exit, stdout, stderr });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netstage-read-'));
  // A machine on which nothing runs but this.
  const own = join(folder, 'proc', String(process.pid), 'ns');
  mkdirSync(own, { recursive: true });
  symlinkSync('/proc/self/ns/net', join(own, 'net'));
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

/** A reader of this machine's own namespace through an `ip` that the test plays. */
function reader(ip: (words: string) => Ran | Promise<Ran>) {
  const ran: string[] = [];
  const run: Run = async (argv) => {
    ran.push(argv.join(' '));
    return ip(argv.join(' '));
  };
  const paths = {
    node: 'node-1',
    names: join(folder, 'none'),
    handles: join(folder, 'handles'),
    proc: join(folder, 'proc'),
  };
  const read = nodeReader(paths, run);
  return {
    ran,
    own: async () => {
      const { reading } = await read();
      const own = reading.namespaces.find(({ kind }) => kind === 'node');
      if (own === undefined) throw new Error('no namespace of the node');
      return own;
    },
  };
}

describe('a reading', () => {
  it('takes one program for a namespace without a bridge', async () => {
    const { own, ran } = reader(() => said(GOOD));
    const { batch, netconf, nsids, fdb } = await own();
    expect(batch).toEqual({ ok: true, stdout: `${LINKS}[]\n[]\n[]\n[]\n` });
    expect(netconf).toMatchObject({ ok: true });
    expect([nsids, fdb]).toEqual([
      { ok: true, stdout: '[]\n' },
      { ok: true, stdout: '[]\n' },
    ]);
    expect(ran.filter((words) => words.includes('-n node'))).toHaveLength(1);
  });

  it('asks for the forwarding table where there is one', async () => {
    const bridge = GOOD.replace('"flags"', '"linkinfo":{"info_kind":"bridge"},"flags"');
    const { own } = reader((words) => said(words.startsWith('bridge') ? '[{"mac":"x"}]' : bridge));
    expect((await own()).fdb).toEqual({ ok: true, stdout: '[{"mac":"x"}]' });
  });

  it('says of each command that fails why it does', async () => {
    const { own } = reader((words) => {
      if (words.includes('-batch')) return said(LINKS, 1, 'Command failed -:5');
      if (words.includes('netconf')) return said('', 2, 'RTNETLINK answers: Not supported\nmore');
      return said('[]');
    });
    const { batch, netconf, nsids } = await own();
    expect(batch).toEqual({ ok: false, reason: 'Command failed -:5' });
    expect(netconf).toEqual({ ok: false, reason: 'RTNETLINK answers: Not supported' });
    expect(nsids.ok).toBe(true);
  });

  it('leaves a namespace alone for a while in which ip hung', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const { own, ran } = reader(
      (words) =>
        new Promise((resolve) => {
          setTimeout(() => resolve({ ok: false, reason: `${words} did not end` }), 1_500);
        }),
    );
    const first = own();
    await vi.advanceTimersByTimeAsync(1_600);
    expect((await first).batch).toMatchObject({ ok: false });
    const after = ran.length;
    expect((await own()).batch).toMatchObject({ ok: false });
    expect(ran).toHaveLength(after);
    await vi.advanceTimersByTimeAsync(5_100);
    const again = own();
    await vi.advanceTimersByTimeAsync(1_600);
    await again;
    expect(ran.length).toBeGreaterThan(after);
  });
});
