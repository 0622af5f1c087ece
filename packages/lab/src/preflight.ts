import { accessSync, constants, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runsAsRoot } from './identity.ts';
import { messageOf } from './message-of.ts';
import { LAB_PATH } from './recipe.ts';
import { tryBoot } from './try-boot.ts';

/** One thing that a lab needs of this machine. */
export interface Check {
  name: string;
  ok: boolean;
  /** What there is, in words. */
  found: string;
  /** The command or step that mends it; empty when it is ok. */
  mend: string;
}

/** This machine, as far as the preflight asks it. */
export interface Machine {
  platform: NodeJS.Platform;
  root: boolean;
  /** Where a program is on the lab's own search path. */
  which(program: string): string | undefined;
  /** A file's trimmed text; undefined when there is none. */
  read(path: string): string | undefined;
  /** Whether this user may read and write. */
  writable(path: string): boolean;
  /** Boots and ends a lab of one node. Throws what was in the way. */
  tryBoot(): Promise<void>;
}

/** Program and Debian package. bash and the kernel's own tools first, then what the steps use. */
const PROGRAMS = [
  ['bwrap', 'bubblewrap'],
  ['bash', 'bash'],
  ['ip', 'iproute2'],
  ['nsenter', 'util-linux'],
  ['setpriv', 'util-linux'],
  ['mount', 'mount'],
  ['script', 'bsdutils'],
  ['env', 'coreutils'],
  ['sysctl', 'procps'],
  ['ping', 'iputils-ping'],
  ['socat', 'socat'],
  ['tshark', 'tshark'],
  ['python3', 'python3'],
  ['curl', 'curl'],
] as const;

/**
 * Everything a lab needs, looked at without changing anything. A real boot of one node comes last,
 * for what no setting tells.
 * @param options `trial: false` leaves the boot out, where a real one follows at once
 */
export async function preflight(
  options: { trial?: boolean; machine?: Machine } = {},
): Promise<Check[]> {
  const { trial = true, machine = thisMachine() } = options;
  const linux = platform(machine);
  if (!linux.ok) return [linux];
  const checks = [linux, ...programs(machine), userNamespaces(machine), tun(machine)];
  return trial ? [...checks, await boot(machine, checks)] : checks;
}

/** Only what is not as it should be, as one message; undefined when all is well. */
export function complaint(checks: readonly Check[]): string | undefined {
  const bad = checks.filter(({ ok }) => !ok);
  if (bad.length === 0) return undefined;
  const lines = bad.map(({ name, found, mend }) => `  ${name}: ${found}\n    ${mend}`);
  return `This machine can't run the lab yet:\n${lines.join('\n')}`;
}

function good(name: string, found: string): Check {
  return { name, ok: true, found, mend: '' };
}

function bad(name: string, found: string, mend: string): Check {
  return { name, ok: false, found, mend };
}

function sudo({ root }: Machine): string {
  return root ? '' : 'sudo ';
}

/** The change of a setting, now and over the next boot. */
function setting(machine: Machine, assignment: string): string {
  return `${sudo(machine)}sysctl -w ${assignment}   (to keep it: a line in /etc/sysctl.d/netstage.conf)`;
}

function platform({ platform }: Machine): Check {
  if (platform === 'linux') return good('Linux', platform);
  const mend =
    'The lab is made of Linux namespaces: use a Linux VM, or the Vagrant machines (vagrant/README.md)';
  return bad('Linux', platform, mend);
}

function programs(machine: Machine): Check[] {
  const missing = PROGRAMS.filter(([program]) => machine.which(program) === undefined);
  const packages = [...new Set(missing.map(([, name]) => name))].join(' ');
  return PROGRAMS.map(([program, name]) => {
    const path = machine.which(program);
    return path === undefined
      ? bad(program, `missing (package ${name})`, `${sudo(machine)}apt-get install -y ${packages}`)
      : good(program, path);
  });
}

function userNamespaces(machine: Machine): Check {
  const name = 'user namespaces';
  const most = machine.read('/proc/sys/user/max_user_namespaces');
  if (most === undefined)
    return bad(
      name,
      'not in this kernel',
      'Boot a kernel with CONFIG_USER_NS, as distributions do',
    );
  if (most === '0')
    return bad(
      name,
      'switched off (user.max_user_namespaces = 0)',
      setting(machine, 'user.max_user_namespaces=15000'),
    );
  // Debian's own switch; root's lab makes its namespaces as an ordinary user, too.
  if (machine.read('/proc/sys/kernel/unprivileged_userns_clone') === '0')
    return bad(
      name,
      'for root only (kernel.unprivileged_userns_clone = 0)',
      setting(machine, 'kernel.unprivileged_userns_clone=1'),
    );
  return good(name, `up to ${most}`);
}

function tun(machine: Machine): Check {
  const name = '/dev/net/tun';
  // Root's lab makes a device of its own; whether the kernel has a driver for it, the boot tells.
  if (machine.root) return good(name, 'made for the lab');
  if (machine.writable(name)) return good(name, 'may be opened');
  return bad(
    name,
    'missing, or not for this user',
    'sudo sh -c "modprobe tun; mkdir -p /dev/net; ' +
      '[ -e /dev/net/tun ] || mknod /dev/net/tun c 10 200; chmod 666 /dev/net/tun"',
  );
}

async function boot(machine: Machine, before: readonly Check[]): Promise<Check> {
  const name = 'a node boots';
  if (before.some(({ ok }) => !ok)) return bad(name, 'not tried', 'Mend the above, then try again');
  try {
    await machine.tryBoot();
    return good(name, 'tried');
  } catch (error) {
    return bad(name, messageOf(error), bootMend(machine));
  }
}

/** What keeps namespaces from working although they are switched on. */
function bootMend(machine: Machine): string {
  const restricted = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';
  const mends = [
    // Ubuntu 24.04 and later: the sysctl takes capabilities from unprofiled programs …
    ...(machine.read(restricted) === '1'
      ? [setting(machine, 'kernel.apparmor_restrict_unprivileged_userns=0')]
      : []),
    // … and this profile, where it is loaded, takes them from whatever bwrap starts.
    ...(machine.read('/etc/apparmor.d/bwrap-userns-restrict') === undefined
      ? []
      : [`${sudo(machine)}apparmor_parser -R /etc/apparmor.d/bwrap-userns-restrict`]),
  ];
  if (mends.length > 0) return mends.join('\n    ');
  if (machine.read('/.dockerenv') !== undefined || machine.read('/run/.containerenv') !== undefined)
    return 'This is a container: start it with --privileged, or use the machine itself or a VM';
  return 'Read what failed above; the Vagrant machines work without namespaces of this machine';
}

/** The real thing. */
function thisMachine(): Machine {
  return {
    platform: process.platform,
    root: runsAsRoot(),
    which: (program) =>
      LAB_PATH.split(':')
        .map((dir) => join(dir, program))
        .find((path) => may(path, constants.X_OK)),
    read: (path) => {
      try {
        return readFileSync(path, 'utf8').trim();
      } catch {
        return undefined;
      }
    },
    writable: (path) => may(path, constants.R_OK | constants.W_OK),
    tryBoot,
  };
}

function may(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}
