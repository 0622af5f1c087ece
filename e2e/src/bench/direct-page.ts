import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { startDirectServer } from './direct-hop.ts';

/** The yardstick for a terminal in a browser: xterm.js, one WebSocket, one shell. */
export interface DirectPage {
  /** @param font height of the letters, px */
  url(size: { cols: number; rows: number; font: number }): string;
  close(): Promise<void>;
}

export async function serveDirectPage(): Promise<DirectPage> {
  const shells = await startDirectServer();
  const files: Readonly<Record<string, { type: string; text: string }>> = {
    '/': { type: 'text/html', text: pageOf(shells.url) },
    '/xterm.js': { type: 'text/javascript', text: read(import.meta.resolve('@xterm/xterm')) },
    '/xterm.css': {
      type: 'text/css',
      text: read(import.meta.resolve('@xterm/xterm/css/xterm.css')),
    },
  };
  const server = createServer((request, response) => {
    const file = files[new URL(request.url ?? '/', 'http://localhost').pathname];
    response.writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain' });
    response.end(file?.text);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : null;
  return {
    url: ({ cols, rows, font }) =>
      `http://127.0.0.1:${port}/?cols=${cols}&rows=${rows}&font=${font}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await shells.close();
    },
  };
}

function read(url: string): string {
  return readFileSync(new URL(url), 'utf8');
}

function pageOf(shells: string): string {
  return `<!doctype html>
<title>A shell</title>
<link rel="stylesheet" href="/xterm.css">
<div id="place"></div>
<script src="/xterm.js"></script>
<script>
  const asked = new URLSearchParams(location.search);
  const [cols, rows, fontSize] = ['cols', 'rows', 'font'].map((name) => Number(asked.get(name)));
  const terminal = new Terminal({ cols, rows, fontSize, scrollback: 1000, fontFamily: 'monospace' });
  terminal.open(document.getElementById('place'));
  const socket = new WebSocket('${shells}' + location.search);
  socket.onmessage = ({ data }) => terminal.write(data);
  terminal.onData((data) => socket.send(data));
</script>
`;
}
