import { describe, expect, it } from 'vitest';
import type { NodeReading } from '@netstage/topology';
import { linkLocal, normaliser } from './normalise.ts';

const ok = (stdout: string) => ({ ok: true as const, stdout });
const reading = (inode: number, mac: string, pid: number): NodeReading => ({
  node: 'node-1',
  namespaces: [
    {
      id: `4:${inode}`,
      kind: 'named',
      names: ['con1'],
      handle: `ns${inode}`,
      batch: ok(`"address":"${mac}","local":"${linkLocal(mac)}","hello_timer":1.23`),
      netconf: ok('[]'),
      fdb: ok(`"mac":"33:33:ff${mac.slice(8)}","mac":"33:33:00:00:00:01"`),
      nsids: ok('[{"nsid":0,"name":"node"}]'),
    },
    {
      id: `4:${inode - 1}`,
      kind: 'node',
      names: ['node-1'],
      handle: 'node',
      batch: ok(`"address":"00:00:00:00:00:00"`),
      netconf: ok('[]'),
      fdb: ok('[]'),
      nsids: ok(`[{"nsid":0,"name":"ns${inode}"}]`),
    },
  ],
  tunOwners: [
    { namespace: `4:${inode - 1}`, device: 'tun0', pid, command: 'socat', udpPeer: null },
  ],
});

describe('a recording', () => {
  it('is the same for every run', () => {
    const one = normaliser()(reading(4_026_531_000, 'aa:bb:cc:01:02:03', 77));
    const other = normaliser()(reading(4_026_539_999, 'be:ef:00:0a:0b:0c', 4_711));
    expect(one).toEqual(other);
    expect(one.namespaces.map(({ id, handle }) => `${id} ${handle}`)).toEqual([
      '4:4026532000 node',
      '4:4026532001 ns4026532001',
    ]);
    expect(one.namespaces[0]?.nsids).toEqual(ok('[{"nsid":0,"name":"ns4026532001"}]'));
    expect(one.namespaces[1]?.batch).toEqual(
      ok('"address":"02:00:00:00:00:01","local":"fe80::ff:fe00:1","hello_timer":0'),
    );
    expect(one.namespaces[1]?.fdb).toEqual(
      ok('"mac":"33:33:ff:00:00:01","mac":"33:33:00:00:00:01"'),
    );
    expect(one.tunOwners).toMatchObject([{ namespace: '4:4026532000', pid: 1_000 }]);
  });

  it('keeps the names of things from line to line', () => {
    const normalise = normaliser();
    const first = normalise(reading(4_026_531_000, 'aa:bb:cc:01:02:03', 77));
    expect(normalise(reading(4_026_531_000, 'aa:bb:cc:01:02:03', 77))).toEqual(first);
    const next = normalise(reading(4_026_531_002, 'aa:bb:cc:01:02:04', 78));
    expect(next.namespaces[1]?.id).toBe('4:4026532003');
  });

  it('has the address that IPv6 makes of a MAC', () => {
    expect(linkLocal('12:99:42:07:23:66')).toBe('fe80::1099:42ff:fe07:2366');
    expect(linkLocal('02:00:00:00:00:01')).toBe('fe80::ff:fe00:1');
  });
});
