import { asLabUser, DROP, runsAsRoot, withOwnKeyring } from './identity.ts';
import { BORROWED_SYS } from './root-script.ts';
import { shellCommand, words } from './shell-quote.ts';
import { skeletonArgs, type Bind } from './skeleton.ts';

/** The only search path that a lab's programs have, whoever started them. */
export const LAB_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The file descriptors that {@link labRootCommand} expects beside stdio. */
export const INFO_FD = 3;
export const SCRIPT_FD = 4;

const SCRIPT = '/run/lab-root.sh';
const OWN_TUN = '/run/tun';

/**
 * Namespaces of its own, a user namespace among them: only with that are the locked mounts of the
 * parent namespace really locked, so that a read-only root can't be remounted writable.
 */
const ISOLATE = [
  ...words('--unshare-user --uid 0 --gid 0 --cap-add ALL'),
  ...words('--unshare-net --unshare-pid --unshare-uts --unshare-ipc'),
  ...words('--die-with-parent --as-pid-1'),
];

/**
 * The command that becomes one step's lab root. It reads its script from {@link SCRIPT_FD} and
 * writes bwrap's info, with the pid of the lab root's PID 1, to {@link INFO_FD}.
 *
 * As root, a first bwrap with root's rights gathers what the lab sees, since a clone below /root
 * can't be read by the uid that the lab drops to, and makes a tun device of the lab's own, since
 * the machine's may be root's alone.
 */
export function labRootCommand(binds: readonly Bind[]): string[] {
  if (!runsAsRoot()) return [...asLabUser(), ...labRoot(binds, 'from', '/dev/net/tun')];
  const handOver = [
    `mkdir ${OWN_TUN}`,
    `mount -t tmpfs -o mode=755,size=64k tmpfs ${OWN_TUN}`,
    `mknod -m 666 ${OWN_TUN}/tun c 10 200`,
    `exec ${shellCommand(['setpriv', ...DROP, '--', ...labRoot(binds, 'to', `${OWN_TUN}/tun`)])}`,
  ];
  return [
    ...words('setpriv --pdeathsig KILL --'),
    ...withOwnKeyring(),
    ...words('bwrap --die-with-parent --cap-add ALL'),
    ...skeletonArgs(binds, 'from'),
    ...words('--dev-bind /proc /proc --dev /dev --bind /sys /sys'),
    '--',
    '/bin/sh',
    '-ec',
    handOver.join('\n'),
  ];
}

/** bwrap's words for a node's root, seen from the lab root. */
export function nodeArgs(binds: readonly Bind[]): string[] {
  return [
    ...ISOLATE,
    ...skeletonArgs(binds, 'to'),
    ...words('--proc /proc --dev /dev --dev-bind /dev/net/tun /dev/net/tun'),
    ...words('--bind /sys /sys'),
  ];
}

function labRoot(binds: readonly Bind[], source: 'from' | 'to', tun: string): string[] {
  return [
    'bwrap',
    ...ISOLATE,
    ...skeletonArgs(binds, source),
    ...words(`--proc /proc --dev /dev --dev-bind ${tun} /dev/net/tun`),
    ...words(`--dir /sys --bind /sys ${BORROWED_SYS}`),
    ...words(`--ro-bind-data ${SCRIPT_FD} ${SCRIPT} --info-fd ${INFO_FD}`),
    ...words(`-- /bin/bash ${SCRIPT}`),
  ];
}
