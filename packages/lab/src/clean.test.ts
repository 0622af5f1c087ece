import { expect, test } from 'vitest';
import { uncleanness } from './clean.ts';

const step = { prefix: '10.0.0.0/24', outside: '10.0.0.1' };
const node = { address: '10.0.0.10', role: 'node' as const };

/** As a node's shell prints them after its boot. */
const CLEAN = [
  'links [{"ifname":"lo","flags":["LOOPBACK","UP"]},{"ifname":"eth1","flags":["BROADCAST","UP"]}]',
  'addresses [{},{"ifname":"eth1","addr_info":[{"local":"10.0.0.10","prefixlen":24}]}]',
  'routes [{"dst":"default","gateway":"10.0.0.1","dev":"eth1"},{"dst":"10.0.0.0/24","dev":"eth1"}]',
  'rules [{"priority":0},{"priority":32766},{"priority":32767}]',
  'setting ip_forward 0',
  'setting conf/all/rp_filter 1',
  'setting conf/default/rp_filter 1',
  'setting conf/eth1/rp_filter 1',
  'process 1 (init) S 0 1 1 0 -1',
  'process 20 (node) S 0 20 20 0 -1',
  'process 21 (bash) S 20 21 21 34816 21',
  'process 22 (ip) S 20 20 20 0 -1',
  'free 65000',
];

function after(change: (line: string) => string | readonly string[]): string[] {
  return uncleanness(CLEAN.flatMap(change).join('\n'), step, node);
}

test('a booted node with an agent, its helper and its idle shell is clean', () => {
  expect(after((line) => line)).toEqual([]);
});

test.each([
  ['links [', 'namespace con1', ['namespace con1 is left']],
  ['process 1 ', 'process 30 (socat (tun)) S 1 30 30 0 -1', ['process socat (tun) (30) runs']],
  ['process 1 ', 'process 30 (ping) S 21 30 21 34816 30', ['process ping (30) runs']],
  ['process 1 ', 'process 30 (gone) Z 1 30 30 0 -1', []],
])('%s and %s', (beside, line, why) => {
  expect(after((own) => (own.startsWith(beside) ? [line, own] : own))).toEqual(why);
});

test.each([
  [
    'setting ip_forward',
    'setting ip_forward 1',
    ['ip_forward 1 is left', 'ip_forward 0 is missing'],
  ],
  ['free', 'free 0', ['its disk is full']],
  [
    'routes',
    'routes [{"dst":"10.0.0.0/24","dev":"eth1"},{"dst":"172.16.1.0/24","gateway":"10.0.0.20"}]',
    ['route 172.16.1.0/24 via 10.0.0.20 is left', 'route default via 10.0.0.1 is missing'],
  ],
  [
    'links',
    'links [{"ifname":"lo","flags":["UP"]},{"ifname":"eth1","flags":[]},{"ifname":"br0","flags":["UP"]}]',
    ['link br0 is left', 'link eth1 is down'],
  ],
])('%s changed', (kind, line, why) => {
  expect(after((own) => (own.startsWith(kind) ? line : own))).toEqual(why);
});
