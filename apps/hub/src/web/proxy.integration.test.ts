/** The hub over TLS, by itself and behind nginx with the configuration that the manual gives. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROTOCOL_VERSION, AUDIENCE_NAMESPACE } from '@netstage/protocol';
import { io } from 'socket.io-client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeCertificate } from '../testing/certificate.ts';
import { connected, startRig, until } from '../testing/rig.ts';
import type { BrowserClient, Rig } from '../testing/rig.ts';
import { TlsError } from './tls.ts';

const MANUAL = join(import.meta.dirname, '../../../../docs/sharing.md');

let folder = '';
let rig: Rig | null = null;
let nginx: ChildProcess | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netstage-tls-'));
});
afterEach(async () => {
  if (nginx && nginx.exitCode === null) {
    const ended = once(nginx, 'exit');
    nginx.kill('SIGQUIT');
    await ended;
  }
  nginx = null;
  await rig?.close();
  rig = null;
  rmSync(folder, { recursive: true, force: true });
});

/** Fetches over TLS, trusting only that certificate. */
async function fetched(
  url: string,
  ca: string,
): Promise<{ response: IncomingMessage; text: string }> {
  const request = get(url, { ca: readFileSync(ca), agent: false });
  const [response]: [IncomingMessage] = await new Promise((resolve, reject) => {
    request.on('response', (found) => resolve([found]));
    request.on('error', reject);
  });
  let text = '';
  for await (const piece of response) text += String(piece);
  return { response, text };
}

function follower(url: string, ca: string, origin = url): BrowserClient {
  const options = {
    transports: ['websocket'],
    forceNew: true,
    autoConnect: false,
    reconnection: false,
    auth: { protocol: PROTOCOL_VERSION },
    extraHeaders: { origin },
  };
  // In Node.js it takes a certificate as well, which its types, made for browsers, do not say.
  Object.assign(options, { ca: readFileSync(ca) });
  return io(`${url}${AUDIENCE_NAMESPACE}`, options);
}

async function hears(client: BrowserClient): Promise<void> {
  let heard = false;
  client.on('snapshot', () => {
    heard = true;
  });
  await connected(client);
  client.emit('sync');
  await until(() => heard);
  client.disconnect();
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

it('serves pages and sockets over TLS, with cookies that never travel in the clear', async () => {
  const tls = makeCertificate(folder, 'localhost');
  rig = await startRig({ tls });
  const url = `https://127.0.0.1:${rig.hub.port}`;
  const { response, text } = await fetched(`${url}/`, tls.cert);
  expect(response.statusCode).toBe(200);
  expect(text).toContain('The deck');
  expect(response.headers['set-cookie']?.[0]).toMatch(/Secure/);
  await hears(follower(url, tls.cert));
});

it('says which file is wrong when certificate and key do not go together', async () => {
  const one = makeCertificate(folder, 'one');
  const two = makeCertificate(folder, 'two');
  await expect(startRig({ tls: { cert: one.cert, key: two.key } })).rejects.toThrow(TlsError);
  await expect(startRig({ tls: { ...one, cert: join(folder, 'none.pem') } })).rejects.toThrow(
    /--tls-cert.*none\.pem/,
  );
});

it('works behind nginx as the manual configures it', async () => {
  const { cert, key } = makeCertificate(folder, 'proxy');
  const outside = await freePort();
  const publicUrl = new URL(`https://127.0.0.1:${outside}`);
  rig = await startRig({ publicUrl, roomCode: 'bridge-4711' });
  startNginx(cert, key, outside, rig.hub.port);
  const url = publicUrl.origin;
  await reached(() => fetched(`${url}/healthz`, cert));

  const door = await fetched(`${url}/`, cert);
  expect(door.response.statusCode).toBe(401);
  const welcome = await fetched(`${url}/?code=bridge-4711`, cert);
  expect(welcome.response.statusCode).toBe(303);
  const cookie = welcome.response.headers['set-cookie']?.[0] ?? '';
  expect(cookie).toMatch(/Secure/);

  const client = follower(url, cert);
  Object.assign(client.io.opts, { extraHeaders: { origin: url, cookie: cookie.split(';')[0] } });
  await hears(client);
  const foreign = follower(url, cert, 'https://evil.example');
  await expect(connected(foreign)).rejects.toThrow(/websocket error|foreign-origin/);
});

function startNginx(cert: string, key: string, outside: number, inside: number): void {
  const manual = /```nginx\n([\s\S]*?)```/.exec(readFileSync(MANUAL, 'utf8'))?.[1] ?? '';
  const server = manual
    .replace('listen 443 ssl', `listen 127.0.0.1:${outside} ssl`)
    .replace(/ssl_certificate {5}\S+;/, `ssl_certificate ${cert};`)
    .replace(/ssl_certificate_key \S+;/, `ssl_certificate_key ${key};`)
    .replace('127.0.0.1:7480', `127.0.0.1:${inside}`);
  expect(server).toContain(`127.0.0.1:${inside}`);
  mkdirSync(join(folder, 'temp'));
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `${kind}_temp_path ${folder}/temp/${kind};`)
    .join('\n');
  const config = join(folder, 'nginx.conf');
  writeFileSync(
    config,
    `daemon off; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
events { worker_connections 256; }
http { access_log off; ${temp}
${server} }`,
  );
  nginx = spawn('nginx', ['-c', config, '-p', folder], { stdio: 'ignore' });
}

/** Asks again while it can't be reached; the test's own time limit is the only one. */
async function reached(ask: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await ask();
      return;
    } catch (error) {
      if (nginx?.exitCode !== null) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
