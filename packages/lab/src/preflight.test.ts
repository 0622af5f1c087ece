import { expect, test } from 'vitest';
import { complaint, preflight, type Machine } from './preflight.ts';

function machine(change: Partial<Machine> & { files?: Record<string, string> } = {}): Machine {
  const files: Record<string, string> = {
    '/proc/sys/user/max_user_namespaces': '15000',
    ...change.files,
  };
  return {
    platform: 'linux',
    root: false,
    which: (program) => `/usr/bin/${program}`,
    read: (path) => files[path],
    writable: () => true,
    tryBoot: () => Promise.resolve(),
    ...change,
  };
}

const lacking = (program: string) =>
  ['bwrap', 'socat', 'nsenter', 'setpriv'].includes(program) ? undefined : `/usr/bin/${program}`;
const notWritable = () => false;
const forbidden = () => Promise.reject(new Error('bwrap: setting up uid map: Permission denied'));

test('a machine that has everything has nothing to mend', async () => {
  const checks = await preflight({ machine: machine() });
  expect(complaint(checks)).toBeUndefined();
  expect(checks.at(-1)).toMatchObject({ name: 'a node boots', ok: true });
});

test.each(['darwin', 'win32'] as const)('on %s it says what to use instead', async (platform) => {
  const checks = await preflight({ machine: machine({ platform, tryBoot: forbidden }) });
  expect(checks).toHaveLength(1);
  expect(complaint(checks)).toMatch(/use a Linux VM, or the Vagrant machines/);
});

test('missing programs are mended by one line, and nothing is booted', async () => {
  const checks = await preflight({ machine: machine({ which: lacking, tryBoot: forbidden }) });
  const mends = new Set(checks.filter(({ ok }) => !ok).map(({ mend }) => mend));
  expect([...mends]).toEqual([
    'sudo apt-get install -y bubblewrap util-linux socat',
    'Mend the above, then try again',
  ]);
});

test.each([
  [{ '/proc/sys/user/max_user_namespaces': '0' }, 'sudo sysctl -w user.max_user_namespaces=15000'],
  [
    { '/proc/sys/kernel/unprivileged_userns_clone': '0' },
    'sudo sysctl -w kernel.unprivileged_userns_clone=1',
  ],
])('user namespaces switched off: %o', async (files, mend) => {
  const message = complaint(await preflight({ machine: machine({ files }) }));
  expect(message).toContain('user namespaces: ');
  expect(message).toContain(mend);
});

test('a tun device that is missing is made; root needs none of the machine', async () => {
  expect(complaint(await preflight({ machine: machine({ writable: notWritable }) }))).toMatch(
    /\/dev\/net\/tun: .*\n.*modprobe tun.*mknod \/dev\/net\/tun c 10 200/,
  );
  expect(
    complaint(await preflight({ machine: machine({ writable: notWritable, root: true }) })),
  ).toBeUndefined();
});

test('AppArmor is found by trying, and each of its two locks is named', async () => {
  const files = {
    '/proc/sys/kernel/apparmor_restrict_unprivileged_userns': '1',
    '/etc/apparmor.d/bwrap-userns-restrict': 'profile bwrap',
  };
  expect(complaint(await preflight({ machine: machine({ files }) }))).toBeUndefined();
  const message = complaint(await preflight({ machine: machine({ files, tryBoot: forbidden }) }));
  expect(message).toContain('setting up uid map: Permission denied');
  expect(message).toContain('sysctl -w kernel.apparmor_restrict_unprivileged_userns=0');
  expect(message).toContain('apparmor_parser -R /etc/apparmor.d/bwrap-userns-restrict');
});

test('in a container it says so', async () => {
  const files = { '/.dockerenv': '' };
  const message = complaint(await preflight({ machine: machine({ files, tryBoot: forbidden }) }));
  expect(message).toContain('--privileged');
});

test('where a real boot follows at once, none is tried', async () => {
  const checks = await preflight({ trial: false, machine: machine({ tryBoot: forbidden }) });
  expect(complaint(checks)).toBeUndefined();
});
