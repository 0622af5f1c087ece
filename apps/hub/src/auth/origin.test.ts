import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { isOwnOrigin } from './origin.ts';

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
