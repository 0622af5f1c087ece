import { existsSync, lstatSync, readlinkSync } from 'node:fs';
import { dirname, isAbsolute } from 'node:path';
import { words } from './shell-quote.ts';

/** Something of this machine that every node sees, read-only. */
export interface Bind {
  /** An absolute path on this machine: a file or a folder. */
  from: string;
  /** Where the nodes see it. */
  to: string;
}

/**
 * What a node's programs need of /etc. The rest stays out of sight: accounts, keys and the
 * machine's own names are nobody's business on a projector.
 */
const ETC = [
  'alternatives bash.bashrc bash_completion.d ca-certificates crypto-policies debian_version',
  'ethertypes gai.conf host.conf inputrc iproute2 ld.so.cache ld.so.conf ld.so.conf.d locale.alias',
  'localtime lsb-release magic magic.mime mime.types nanorc networks os-release pki profile',
  'profile.d protocols python3 rpc services ssl terminfo timezone vim vimrc wgetrc wireshark',
]
  .join(' ')
  .split(' ');

/** The top-level folders that are symlinks into /usr on most distributions, and real on others. */
const USR_LINKS = ['bin', 'sbin', 'lib', 'lib32', 'lib64', 'libx32'];

/**
 * The whitelist of which every root is made: nothing of this machine is visible that isn't here.
 * @throws Error when a bind can't be made
 */
export function skeleton(vagrantDir: string, binds: readonly Bind[]): Bind[] {
  for (const { from, to } of binds) {
    if (!isAbsolute(from) || !existsSync(from))
      throw new Error(`The lab can't show ${from} to its nodes: there is no such path`);
    if (!/^\/(opt|srv|run)\/./.test(to))
      throw new Error(`The lab shows ${from} to its nodes below /opt, /srv or /run, not at ${to}`);
  }
  return [
    { from: '/usr', to: '/usr' },
    ...USR_LINKS.filter((name) => isRealFolder(`/${name}`)).map(same),
    ...ETC.filter((name) => existsSync(`/etc/${name}`)).map((name) => same(`etc/${name}`)),
    { from: vagrantDir, to: '/vagrant' },
    ...binds,
  ];
}

/** bwrap's words for the skeleton. `source` says which side's path to bind from. */
export function skeletonArgs(binds: readonly Bind[], source: 'from' | 'to'): string[] {
  return [
    // bwrap makes missing parents with mode 0700, unreadable to the uid that root's lab drops to.
    ...[...new Set(binds.flatMap(({ to }) => ancestors(to)))].flatMap((dir) => ['--dir', dir]),
    ...binds.flatMap((bind) => ['--ro-bind', bind[source], bind.to]),
    ...USR_LINKS.filter(isLink).flatMap((name) => [
      '--symlink',
      readlinkSync(`/${name}`),
      `/${name}`,
    ]),
    ...['/run', '/tmp', '/root', '/home', '/var/tmp', '/var/log'].flatMap((dir) => ['--dir', dir]),
    ...words('--symlink ../run /var/run'),
    ...words('--symlink /proc/self/mounts /etc/mtab'),
  ];
}

/** "/opt/a/b" has the parents "/opt" and "/opt/a", outermost first. */
function ancestors(path: string): string[] {
  const parent = dirname(path);
  return parent === '/' ? [] : [...ancestors(parent), parent];
}

function same(name: string): Bind {
  return { from: `/${name}`, to: `/${name}` };
}

function isRealFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function isLink(name: string): boolean {
  return lstatSync(`/${name}`, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}
