import { expect, it } from 'vitest';
import { connectedPeer } from './tun-owners.ts';

// Recorded from /proc/net/udp of a node that runs socat TUN:…,up UDP:10.0.0.20:9000,bind=10.0.0.10:9000.
const table = `   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
 1085: 00000000:2328 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 700 2 0000000000000000 0
 1086: 0A00000A:2328 1400000A:2328 01 00000000:00000000 00:00000000 00000000     0        0 800 2 0000000000000000 0
`;

it('finds the far end of a connected socket of the process', () => {
  expect(connectedPeer(table, ['1', '800'])).toBe('10.0.0.20:9000');
});

it('finds none for unconnected sockets and those of other processes', () => {
  expect(connectedPeer(table, ['700'])).toBeUndefined();
  expect(connectedPeer(table, ['5'])).toBeUndefined();
  expect(connectedPeer('', ['800'])).toBeUndefined();
});
