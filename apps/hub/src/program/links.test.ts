import { describe, expect, it } from 'vitest';
import { urlsOf } from './links.ts';

const publicUrl = new URL('https://talk.example.org');

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
