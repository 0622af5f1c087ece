import { readFileSync, statSync } from 'node:fs';
import { createServer as createPlain } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { createServer as createSecure } from 'node:https';
import { createSecureContext } from 'node:tls';
import type { Log } from '../base/log.ts';

/** Ms between two looks at the files: certificates are renewed under a hub that runs for days. */
const LOOK = 60_000;

export interface TlsFiles {
  cert: string;
  key: string;
}

/** The certificate or its key is of no use. */
export class TlsError extends Error {}

/**
 * The HTTP server that all of the hub listens on.
 * @throws TlsError saying which file is wrong and how
 */
export function makeServer(tls: TlsFiles | null, listener: RequestListener, log: Log): Server {
  if (tls === null) return createPlain(listener);
  const pair = readPair(tls);
  const server = createSecure({ ...pair, minVersion: 'TLSv1.2' }, listener);
  let seen = stamp(tls);
  const timer = setInterval(() => {
    const now = stamp(tls);
    if (now === seen) return;
    try {
      server.setSecureContext(readPair(tls));
      seen = now;
      log.info('the renewed certificate is in use');
    } catch (error) {
      // The one file is new, the other not yet: the old pair still serves.
      log.warn(`the certificate on the disk is not taken up: ${String(error)}`);
    }
  }, LOOK);
  timer.unref();
  server.on('close', () => clearInterval(timer));
  return server;
}

function readPair(files: TlsFiles): { cert: Buffer; key: Buffer } {
  const pair = { cert: read('--tls-cert', files.cert), key: read('--tls-key', files.key) };
  try {
    createSecureContext(pair);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new TlsError(
      `--tls-cert ${files.cert} and --tls-key ${files.key} do not go together as a PEM certificate and its key: ${why}`,
      { cause: error },
    );
  }
  return pair;
}

function read(option: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new TlsError(`${option}: ${why}`, { cause: error });
  }
}

function stamp({ cert, key }: TlsFiles): string {
  return [cert, key]
    .map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0)
    .join(' ');
}
