import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { Addresses } from './addresses.ts';
import { readable } from './log.ts';
import { isOwnOrigin } from './origin.ts';
import { isReport } from './reports.ts';
import { TokenBucket } from './token-bucket.ts';
import { urlsOf } from './urls.ts';

const publicUrl = new URL('https://talk.example.org');

describe('the origin', () => {
  it.each([
    ['none: no page asked', undefined, '127.0.0.1:1', null, true],
    ['its own address', 'http://127.0.0.1:7480', '127.0.0.1:7480', null, true],
    ['its own address, IPv6', 'http://[::1]:7480', '[::1]:7480', null, true],
    ['localhost', 'http://localhost:7480', 'localhost:7480', null, true],
    ['its own name', `http://${hostname()}.local`.toLowerCase(), `${hostname()}.local`, null, true],
    ['the public address', publicUrl.origin, '127.0.0.1:7480', publicUrl, true],
    ['a neighbour of the public address', 'https://evil.example.org', 'x', publicUrl, false],
    ['the public address over http', 'http://talk.example.org', 'x', publicUrl, false],
    ['another port', 'http://localhost:80', 'localhost:7480', null, false],
    ['a foreign page', 'https://evil.example', '127.0.0.1:7480', null, false],
    ['a foreign name that points here', 'http://evil.example', 'evil.example', null, false],
    ['nothing to tell', 'null', '127.0.0.1:7480', null, false],
  ])('is judged: %s', (_, origin, host, url, own) => {
    expect(isOwnOrigin({ origin, host }, url)).toBe(own);
  });
});

describe('a terminal’s own answers', () => {
  it.each(['\u001b[?1;2c', '\u001b[>0;276;0c', '\u001b[0n', '\u001b[12;40R', '\u001b[?2004;1$y'])(
    'are known: %j',
    (input) => expect(isReport(input)).toBe(true),
  );
  it.each(['\u001b]11;rgb:0/0/0\u001b\\', '\u001bP1$r0m\u001b\\', '\u001b[4;100;200t'])(
    'and strings: %j',
    (input) => expect(isReport(input)).toBe(true),
  );
  it.each([
    'c',
    'ls\r',
    '\u001b',
    '\u001b[A',
    '\u001b[1;2R',
    '\u001bOR',
    '\u001b[I',
    '\u001b[200~x',
    '\u001b[3~',
  ])('are not keys: %j', (input) => expect(isReport(input)).toBe(false));
});

describe('a bucket of tokens', () => {
  it('lets a burst through, then the rate', () => {
    let now = 0;
    const bucket = new TokenBucket(10, 3, () => now);
    expect([bucket.take(), bucket.take(), bucket.take(), bucket.take()]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    now = 100;
    expect([bucket.take(), bucket.take()]).toEqual([true, false]);
    now = 10_000;
    expect(bucket.full).toBe(true);
    expect(bucket.take(4)).toBe(false);
    expect(bucket.take(3)).toBe(true);
  });
});

describe('addresses', () => {
  it('may not take all the places', () => {
    const addresses = new Addresses();
    for (let count = 0; count < 1_500; count += 1) {
      expect(addresses.admit('a')).toBeNull();
      addresses.connected('a');
    }
    expect(addresses.admit('a')).toContain('your address');
    expect(addresses.admit('b')).toBeNull();
    for (let count = 0; count < 1_000; count += 1) addresses.connected(`c${count}`);
    expect(addresses.admit('b')).toContain('full');
    addresses.disconnected('a');
    expect(addresses.admit('b')).toBeNull();
  });

  it('may not try tokens for long', () => {
    const addresses = new Addresses();
    const tries = Array.from({ length: 30 }, () => addresses.mayFail('a'));
    expect(tries).toContain(false);
    expect(addresses.mayFail('b')).toBe(true);
  });
});

describe('a line of the log', () => {
  it('is for a person', () => {
    const json = JSON.stringify({ level: 40, time: 0, msg: 'refused', code: 'busy', count: 2 });
    expect(readable(json)).toMatch(/^\d\d:\d\d:\d\d warn {2}refused {2}code=busy {2}count=2$/);
  });
});

describe('the addresses of the talk', () => {
  it('carry the token for the presenter only', () => {
    const urls = urlsOf({ host: '127.0.0.1', port: 80, publicUrl: null, tls: false }, 'secret');
    expect(urls.audience).toBe('http://127.0.0.1:80/');
    expect(urls.stage).toBe('http://127.0.0.1:80/stage?token=secret');
  });

  it('are ones that others can use', () => {
    const where = { port: 80, publicUrl: null, tls: false };
    expect(urlsOf({ ...where, host: '0.0.0.0' }, 's').audience).not.toContain('0.0.0.0');
    expect(urlsOf({ ...where, host: '::1' }, 's').audience).toBe('http://[::1]:80/');
    expect(urlsOf({ host: '::', port: 80, publicUrl, tls: false }, 's').audience).toBe(
      'https://talk.example.org/',
    );
  });
});
