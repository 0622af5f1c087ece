import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { runsAsRoot } from './identity.ts';
import { bundleFor } from './testing/bundle.ts';
import { tempClone, type TempClone } from './testing/temp-lab.ts';

/** nobody: an ordinary user, to root's tests. */
const NOBODY = 65534;

/** A system call that this machine's kernel must answer with EPERM, or ENOSYS if it
 * has no such thing; anything else is success. */
function systemCall(number: Record<string, number>, words: string): string {
  return `python3 -c '
import ctypes, struct, sys
kept = []
def address(data):
    kept.append(ctypes.create_string_buffer(data))
    return ctypes.addressof(kept[-1])
libc = ctypes.CDLL(None, use_errno=True)
sys.exit(libc.syscall(${number[process.arch]}, ${words}) < 0 and ctypes.get_errno() in (1, 38))'`;
}

/** Each is tried by a node's root, and has to fail. `$host` is a process of this machine. */
const REFUSED = {
  'remount the root of programs writable': 'mount -o remount,rw /usr',
  'remount the bind of it writable': 'mount -o remount,bind,rw /usr',
  'bind it elsewhere and remount that':
    'mkdir /mnt; mount --bind /usr /mnt && mount -o remount,bind,rw /mnt',
  'the same in namespaces of its own':
    'unshare --user --map-root-user --mount mount -o remount,bind,rw /usr',
  'write to the programs': 'touch /usr/canary',
  "write to the machine's settings": 'echo >>/etc/alternatives/README || touch /etc/ssl/canary',
  'write to the step folders': 'touch /vagrant/canary || touch canary',
  'find a block device': 'find /dev -type b | grep .',
  'make a block device and open it': 'mknod /tmp/disk b 254 0 && head -c1 /tmp/disk',
  'make a device for the memory': 'mknod /tmp/mem c 1 1 && head -c1 /tmp/mem',
  "mount the machine's devices": 'mkdir /mnt; mount -t devtmpfs devtmpfs /mnt',
  "mount the machine's disk": 'mkdir /mnt; mount -t ext4 /dev/vda /mnt || mount /dev/sda1 /mnt',
  'mount cgroups': 'mkdir /mnt; mount -t cgroup2 none /mnt || mount -t cgroup -o cpu none /mnt',
  'mount debugging': 'mkdir /mnt; mount -t debugfs none /mnt || mount -t tracefs none /mnt',
  'write core_pattern': 'echo /tmp/x >/proc/sys/kernel/core_pattern',
  'write a global setting': 'echo 1 >/proc/sys/vm/drop_caches || echo 1 >/proc/sys/kernel/sysrq',
  'press SysRq': 'echo h >/proc/sysrq-trigger',
  'write to sysfs': 'echo 1 >/sys/kernel/profiling || echo 0 >/sys/module/kernel/parameters/panic',
  'read kernel memory': 'head -c1 /proc/kcore || head -c1 /dev/mem',
  'load a module': systemCall({ x64: 175, arm64: 105 }, 'None, 0, b""'),
  'set the clock': 'date -s "$(date)"',
  'see a process of the machine': 'ls -d /proc/$host',
  'see any command of the machine': 'grep -lsz [n]etstage-canary-process /proc/[0-9]*/cmdline',
  'signal a process of the machine': 'kill -0 $host || kill -0 -- -$host',
  "reach the machine's files through a process": 'ls /proc/1/root$secret',
  'read the state folder': 'cat $state/token || ls $state',
  'read a home': 'cat $home/key || ls -d $home || ls /home/* /root/*',
  "read the machine's /dev/shm": 'ls /dev/shm/netstage-canary*',
  "read the machine's /tmp": 'ls /tmp/netstage*',
  "find the lab root's files below its own": `unshare --mount bash -c '
umount -l /usr /etc/ssl /sys; [[ -e $1 || -e /run/lab-root.sh || -e /usr/bin ]]' - $home`,
  // BPF_PROG_LOAD of a socket filter that returns 0; 120 is the size of its attributes.
  'load a BPF program': systemCall(
    { x64: 321, arm64: 280 },
    `5, struct.pack("IIQQ96x", 1, 2,
      address(struct.pack("QQ", 0xb7, 0x95)), address(b"GPL\\0")), 120`,
  ),
  'find a key of the login': `python3 -c '
import ctypes, os, sys
add, keyctl = (248, 250) if os.uname().machine == "x86_64" else (217, 219)
libc = ctypes.CDLL(None)
sys.exit(libc.syscall(keyctl, 10, -3, b"user", b"netstage-canary", 0) < 0)'`,
};

/** Each is tried by a node's root, works, and is nobody's but the node's. */
const PRIVATE = {
  'write below /etc': 'touch /etc/netstage-canary',
  'write below /dev': 'touch /dev/netstage-canary',
  'write below /dev/shm': 'touch /dev/shm/netstage-canary-node',
  'write below /tmp and /run': 'touch /tmp/netstage-canary-node /run/netstage-canary-node',
  'write below home': 'touch /root/netstage-canary-node',
  'rename itself': 'hostname netstage-canary',
  'change its network': 'sysctl -qw net.ipv4.ip_forward=1 net.ipv4.ip_default_ttl=99',
  'add interfaces': 'ip link add netstage-canary type bridge',
  'trace a process of its own': 'sleep 9 & ls -l /proc/$!/exe /proc/$!/root/',
};

/** All that is quick to walk through: / itself was tried as root then, and /usr is long. */
const FOLDERS = '/[!pu]* /usr/local';

/** Not tried where a canary above lives. */
function removal(what: string): string {
  return `if touch /usr/canary || [ -e $home ]; then exit 99; fi; rm -rf --no-preserve-root ${what} 2>&1 | tail -n 5`;
}

const users = runsAsRoot() ? (['root', 'an ordinary user'] as const) : (['this user'] as const);

describe.each(users)('a root shell in the lab of %s', (user) => {
  let clone: TempClone;
  let bystander: ChildProcess;
  let secret: { state: string; home: string; shm: string };
  let results: Record<string, { exit: number | null; output: string }>;
  let after: unknown;
  let before: string;

  beforeAll(async () => {
    clone = tempClone();
    secret = {
      state: clone.stateDir,
      home: join(clone.dir, 'home'),
      shm: `/dev/shm/netstage-canary-${process.pid}`,
    };
    for (const dir of [secret.state, secret.home]) mkdirSync(dir, { mode: 0o700 });
    const files = [join(secret.state, 'token'), join(secret.home, 'key'), secret.shm];
    for (const file of files) writeFileSync(file, 'secret', { mode: 0o600 });
    const drop: string[] = [];
    if (user === 'an ordinary user') {
      chmodSync(clone.dir, 0o755);
      for (const file of [secret.state, secret.home, ...files]) chownSync(file, NOBODY, NOBODY);
      drop.push('setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups');
    }
    const spawnAs = (command: readonly string[]) => {
      const [program = '', ...rest] = [...drop, ...command];
      return [program, rest] as const;
    };
    bystander = spawn(...spawnAs(['sh', '-c', 'sleep 1000; : netstage-canary-process']));
    before = machine();
    const prelude = `host=${bystander.pid} state=${secret.state} home=${secret.home} secret=${secret.home}/key`;
    const attempts = {
      ...REFUSED,
      ...PRIVATE,
      last: removal(user === 'an ordinary user' ? FOLDERS : '/'),
    };
    const argument = {
      vagrantDir: clone.vagrantDir,
      stateDir: clone.stateDir,
      node: 'one',
      step: 1,
      attempts: Object.values(attempts).map((attempt) => `${prelude}\n${attempt}`),
    };
    const probe = await bundleFor(join(import.meta.dirname, 'testing/probe.ts'), clone.dir);
    const [program, rest] = spawnAs([
      '/usr/bin/python3',
      '-c',
      WITH_A_KEY,
      ...probe,
      JSON.stringify(argument),
    ]);
    const report = z
      .object({
        results: z.array(z.object({ exit: z.number().nullable(), output: z.string() })),
        after: z.unknown(),
      })
      .parse(JSON.parse(execFileSync(program, rest, { encoding: 'utf8', cwd: clone.dir })));
    ({ after } = report);
    results = Object.fromEntries(
      Object.keys(attempts).map((name, index) => [
        name,
        report.results[index] ?? { exit: null, output: 'not tried' },
      ]),
    );
  });
  afterAll(() => {
    bystander.kill('SIGKILL');
    rmSync(secret.shm, { force: true });
    clone.remove();
  });

  test.each(Object.keys(REFUSED))("can't %s", (name) => {
    expect(results[name]).toEqual({ exit: expect.any(Number), output: expect.any(String) });
    expect([name, results[name]?.exit, results[name]?.output]).not.toEqual([
      name,
      0,
      expect.any(String),
    ]);
    expect(results[name]?.output).not.toContain('secret');
  });

  test.each(Object.keys(PRIVATE))('may %s', (name) => {
    expect(results[name]).toEqual({ exit: 0, output: expect.any(String) });
  });

  test('sees no interface of the machine', () => {
    // The lab root's own sysfs shows when a node's is taken away; the machine's never does.
    const theirs = Object.keys(networkInterfaces()).filter((name) => name !== 'lo');
    for (const name of theirs) expect(JSON.stringify(results)).not.toContain(`/net/${name}`);
  });

  test('may delete everything, and the machine is as before', () => {
    expect(results['last']?.output).toContain('Read-only file system');
    expect(machine()).toBe(before);
    expect(readFileSync(join(secret.state, 'token'), 'utf8')).toBe('secret');
    expect(readFileSync(join(secret.home, 'key'), 'utf8')).toBe('secret');
    expect(existsSync(join(clone.vagrantDir, '1-one', 'lab.json'))).toBe(true);
    expect(bystander.exitCode).toBeNull();
    for (const place of ['/etc', '/dev', '/dev/shm', '/tmp', '/run', '/root'])
      expect(
        existsSync(join(place, 'netstage-canary')) ||
          existsSync(join(place, 'netstage-canary-node')),
      ).toBe(false);
  });

  test('a reset heals the node', () => {
    expect(after).toEqual(
      expect.arrayContaining([{ step: 1, node: 'one', up: true, clean: true, why: [] }]),
    );
  });
});

/** Puts a key into a new session keyring, as a login may have one, and becomes the command. */
const WITH_A_KEY = `
import ctypes, os, sys
add, keyctl = (248, 250) if os.uname().machine == "x86_64" else (217, 219)
libc = ctypes.CDLL(None)
libc.syscall(keyctl, 1, None)
libc.syscall(add, b"user", b"netstage-canary", b"secret", 6, -3)
os.execvp(sys.argv[1], sys.argv[1:])
`;

/** What a node's root might have changed of this machine, and nothing that changes by itself. */
function machine(): string {
  const settings = [
    'kernel/core_pattern',
    'kernel/hostname',
    'kernel/panic',
    'vm/overcommit_memory',
  ];
  const network = ['net/ipv4/ip_forward', 'net/ipv4/ip_default_ttl'];
  return JSON.stringify([
    [...settings, ...network].map((name) => readFileSync(`/proc/sys/${name}`, 'utf8')),
    ['/usr/bin', '/usr/sbin', '/etc', '/etc/ssl'].map((dir) => readdirSync(dir)),
    execFileSync('ip', ['-j', 'link'], { encoding: 'utf8' }),
  ]);
}
