/**
 * The yardstick, in a process of its own: one shell per WebSocket, with nothing between. What
 * arrives is typed, what is printed is sent; no name, no second viewer, no flow control, no resume.
 */
import { spawn } from 'node-pty';
import { WebSocketServer } from 'ws';
import { PROMPT } from './hop.ts';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
server.on('connection', (socket, { url = '/' }) => {
  const size = new URL(url, 'ws://localhost').searchParams;
  const pty = spawn('bash', ['--noprofile', '--norc', '-i'], {
    name: 'xterm-256color',
    cols: Number(size.get('cols') ?? 80),
    rows: Number(size.get('rows') ?? 20),
    env: { PATH: process.env['PATH'], HOME: '/tmp', LANG: 'C.UTF-8', PS1: `$ \\[${PROMPT}\\a\\]` },
  });
  pty.onData((text) => socket.send(text));
  socket.on('message', (data) => {
    if (Buffer.isBuffer(data)) pty.write(data.toString());
  });
  socket.on('close', () => pty.kill());
});
server.on('listening', () => process.send?.(server.address()));
process.on('disconnect', () => process.exit(0));
