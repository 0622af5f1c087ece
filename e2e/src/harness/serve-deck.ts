import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { extname, join, normalize } from 'node:path';
import { ROOT } from './talk.ts';

const DECK = join(ROOT, 'apps/slides/dist');

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface ServedDeck {
  /** Without a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * The built deck from a plain file server: no hub, no lab. Files that were compressed when they
 * were built are sent so, as the hub does.
 */
export async function serveDeck(): Promise<ServedDeck> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://deck').pathname);
    // Each page of the deck is the same file; what has an ending is a file or is not there.
    const file = extname(path) === '' ? join(DECK, 'index.html') : join(DECK, path);
    if (!existsSync(file) || !statSync(file).isFile() || path.startsWith('/socket.io')) {
      response.writeHead(404).end();
      return;
    }
    const packed = existsSync(`${file}.gz`);
    response.writeHead(200, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      ...(packed && { 'content-encoding': 'gzip' }),
    });
    createReadStream(packed ? `${file}.gz` : file).pipe(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The deck has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
