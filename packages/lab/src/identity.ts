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

/**
 * The words before a command that make it the lab's own: killed with the process that started it
 * and, for root, without root's uid and groups. setpriv sets the death signal last, after the
 * change of uid that would clear it.
 */
export function asLabUser(): string[] {
  return ['setpriv', ...(runsAsRoot() ? DROP : []), '--pdeathsig', 'KILL', '--'];
}

/** As {@link asLabUser}, for a command that already runs in root's first stage. */
export const DROP = ['--reuid', `${LAB_UID}`, '--regid', `${LAB_UID}`, '--clear-groups'];

function ownUid(): number {
  // Absent only where there are no uids, and there is no lab there either.
  return process.getuid?.() ?? 0;
}
