import { closeSync, constants, openSync } from 'node:fs';
import type { Server } from 'node:http';
import { basename, dirname, join } from 'node:path';

/** sockaddr_un holds 108 bytes, and Node cuts a longer path without a word. */
const LONGEST = 107;

/** Listens on a Unix socket, however deep its folder lies. */
export async function listenOnSocket(server: Server, path: string): Promise<void> {
  if (Buffer.byteLength(path) <= LONGEST) return await listening(server, path);
  // The kernel follows an open folder's entry under /proc; its own name does not matter then.
  const folder = openSync(dirname(path), constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    await listening(server, join('/proc/self/fd', String(folder), basename(path)));
  } finally {
    closeSync(folder);
  }
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
