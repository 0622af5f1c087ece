import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runScript } from './run-script.ts';
import { startLab } from './start-lab.ts';
import { tempClone } from './testing/temp-lab.ts';

const stampDir = mkdtempSync(join(tmpdir(), 'netstage-stamp-'));
afterAll(() => rmSync(stampDir, { recursive: true, force: true }));

function output(program: string, ...words: string[]): string {
  return execFileSync(program, words, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

/** Everything of this machine that a lab may not touch, without what changes by itself. */
function machine(): Record<string, string> {
  const settings = output('bash', '-c', 'PATH=$PATH:/usr/sbin:/sbin; sysctl -a 2>/dev/null')
    .split('\n')
    .filter((line) => /^(net|user|kernel\.(core|host|domain|shm|msg|sem))/.test(line))
    .filter((line) => !/conntrack_count|route\.flush/.test(line));
  return {
    links: output('ip', '-j', 'link'),
    addresses: output('ip', '-j', 'addr').replaceAll(/"(valid|preferred)_life_time":\d+/g, ''),
    routes: output('ip', '-j', 'route', 'show', 'table', 'all'),
    rules: output('ip', '-j', 'rule'),
    namespaces: output('ip', 'netns') + (existsSync('/run/netns') ? readdirSync('/run/netns') : ''),
    tuntap: output('ip', 'tuntap'),
    settings: settings.join('\n'),
    mounts: readFileSync('/proc/self/mountinfo', 'utf8'),
    devices: output('find', '/dev', '-not', '-path', '/dev/pts*', '-not', '-path', '/dev/shm*'),
    modules: existsSync('/proc/modules')
      ? readFileSync('/proc/modules', 'utf8').replaceAll(/ \d+ .*/g, '')
      : '',
  };
}

/** Files changed since the stamp, in what belongs to the machine rather than to its users. */
function changedSince(stamp: string): string[] {
  const places = ['/etc', '/usr', '/opt', '/srv', '/home', '/boot', '/var/lib', '/run/netns'];
  const there = places.filter((place) => existsSync(place));
  return output('find', ...there, '-xdev', '-newercm', stamp)
    .split('\n')
    .filter(Boolean);
}

test('a lab, whatever is done in it, changes nothing of this machine', async () => {
  const clone = tempClone();
  const stamp = join(stampDir, 'stamp');
  writeFileSync(stamp, '');
  const before = machine();
  const lab = await startLab(clone);
  try {
    expect(machine()).toEqual(before);
    const demo = [
      'ip netns add con',
      'ip link add veth1 type veth peer name veth2 netns con',
      'ip link add br0 type bridge && ip link set veth1 master br0 up',
      'ip tuntap add tun0 mode tun && ip link set tun0 up',
      'ip route add 172.16.0.0/16 via 10.0.0.20',
      'ip rule add from 172.16.0.0/16 table 100',
      'sysctl -qw net.ipv4.ip_forward=1 net.ipv4.conf.all.rp_filter=0 net.ipv4.tcp_sack=0',
      'hostname other && mount -t tmpfs tmpfs /opt && touch /dev/shm/netstage-x /tmp/netstage-x',
    ];
    const run = await runScript(lab, 'pair-1', [
      'bash',
      '-ec',
      `mkdir -p /opt\n${demo.join('\n')}`,
    ]);
    expect(run).toMatchObject({ exit: 0, output: '' });
    expect(machine()).toEqual(before);
    await lab.reset(3);
    expect(readdirSync(clone.stateDir).sort()).toEqual(['lab.json', 'lab.sock']);
    expect(readdirSync(clone.dir).sort()).toEqual(['.netstage', 'vagrant']);
  } finally {
    await lab.down();
  }
  expect(machine()).toEqual(before);
  expect(changedSince(stamp)).toEqual([]);
  expect(existsSync('/dev/shm/netstage-x') || existsSync('/tmp/netstage-x')).toBe(false);
  expect(readdirSync(clone.stateDir)).toEqual([]);
  clone.remove();
});
