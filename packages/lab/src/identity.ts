import { existsSync } from 'node:fs';
import { words } from './shell-quote.ts';

/**
 * Who a lab's processes are on this machine. Started as root, a lab drops to this uid before any
 * namespace is made, so that root's lab is an ordinary user's lab: a user namespace nested under
 * real root can't mount /proc, and a root shell in it would reach the machine's devices. systemd
 * gives 65520–65533 to nobody (https://systemd.io/UIDS-GIDS).
 */
export const LAB_UID = 65533;

/** The uid that a lab's files have to be readable to. */
export function labUid(): number {
  return runsAsRoot() ? LAB_UID : ownUid();
}

export function runsAsRoot(): boolean {
  return ownUid() === 0;
}

/** As {@link asLabUser}, for a command that already runs in root's first stage. */
export const DROP = words(`--reuid ${LAB_UID} --regid ${LAB_UID} --clear-groups`);

/**
 * The words before a command that make it the lab's own: killed with the process that started it
 * and, for root, without root's uid and groups. setpriv sets the death signal last, after the
 * change of uid that would clear it.
 */
export function asLabUser(): string[] {
  const drop = runsAsRoot() ? DROP : [];
  return ['setpriv', ...drop, ...words('--pdeathsig KILL --'), ...withOwnKeyring()];
}

/** The keyctl system call's number; its operation 1 joins a new session keyring. */
const KEYCTL = new Map<string, number>([
  ['x64', 250],
  ['arm64', 219],
]);
const PERL = '/usr/bin/perl';

/**
 * The words before a command that take this login's session keyring from it. No namespace does:
 * whoever has inherited it reads the keys in it, Kerberos tickets for example. perl is what is on
 * every Debian and can make a system call; without it the keyring stays.
 */
export function withOwnKeyring(): string[] {
  const keyctl = KEYCTL.get(process.arch);
  if (keyctl === undefined || !existsSync(PERL)) return [];
  return [PERL, '-e', `syscall(${keyctl}, 1, 0); exec {$ARGV[0]} @ARGV or exit 127`, '--'];
}

function ownUid(): number {
  // Absent only where there are no uids, and there is no lab there either.
  return process.getuid?.() ?? 0;
}
