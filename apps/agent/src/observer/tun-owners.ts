import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { TunOwner } from '@netstage/topology';
import { identify } from './discover.ts';

/**
 * The processes that hold a tun or tap device open. The kernel tells the device's name in `iff:` of
 * the file's fdinfo; `ip tuntap` would list devices of other namespaces too.
 */
export function tunOwners(proc: string): TunOwner[] {
  const owners: TunOwner[] = [];
  for (const entry of list(proc)) {
    const pid = Number(entry);
    if (!Number.isInteger(pid)) continue;
    const fds = list(join(proc, entry, 'fd'));
    const links = fds.map((fd) => ({ fd, to: follow(join(proc, entry, 'fd', fd)) }));
    for (const { fd, to } of links) {
      if (to !== '/dev/net/tun') continue;
      const device = /^iff:\s*(\S+)/m.exec(read(join(proc, entry, 'fdinfo', fd)))?.[1];
      const namespace = identify(join(proc, entry, 'ns/net'))?.id;
      if (device === undefined || namespace === undefined) continue;
      const words = read(join(proc, entry, 'cmdline'))
        .split('\0')
        .slice(0, -1);
      const sockets = links.flatMap(({ to }) => /^socket:\[(\d+)\]$/.exec(to)?.[1] ?? []);
      const udpPeer =
        connectedPeer(read(join(proc, entry, 'net/udp')), sockets) ?? namedPeer(words);
      owners.push({ namespace, device, pid, command: words.join(' ').slice(0, 300), udpPeer });
    }
  }
  return owners;
}

/**
 * The far end of a connected UDP socket, from /proc/PID/net/udp: addresses there are 32-bit words
 * in the machine's own byte order, little-endian on all that this runs on.
 */
export function connectedPeer(table: string, inodes: readonly string[]): string | undefined {
  for (const line of table.split('\n').slice(1)) {
    const columns = line.trim().split(/\s+/);
    const [address, port] = (columns[2] ?? '').split(':');
    if (address === undefined || port === undefined || /^0*$/.test(address)) continue;
    if (!inodes.includes(columns[9] ?? '')) continue;
    const bytes = [...Buffer.from(address, 'hex')].toReversed();
    return `${bytes.join('.')}:${Number.parseInt(port, 16)}`;
  }
  return undefined;
}

/** An unconnected socket has no far end in the kernel; socat's own words name it. */
function namedPeer(words: readonly string[]): string | null {
  for (const word of words) {
    const match = /^UDP4?(?:-DATAGRAM|-SENDTO|-CONNECT)?:([^:,]+):(\d+)/i.exec(word);
    if (match !== null) return `${match[1]}:${match[2]}`;
  }
  return null;
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function follow(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
