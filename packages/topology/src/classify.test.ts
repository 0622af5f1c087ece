import { expect, it } from 'vitest';
import { classify } from './classify.ts';
import { routeEntry } from './parse-route.ts';

it.each([
  ['connected', { dst: '10.0.0.0/24', dev: 'eth1', protocol: 'kernel', scope: 'link' }, 'kernel'],
  ['static', { dst: '172.16.0.1', dev: 'veth1', scope: 'link' }, 'proto boot, scope link'],
  ['static', { dst: '172.16.1.0/24', gateway: '10.0.0.20', dev: 'eth1' }, 'proto boot'],
  ['static', { dst: '10.0.0.0/8', gateway: '10.0.0.9', protocol: 'static' }, 'proto static'],
  ['dynamic', { dst: '10.2.0.0/16', gateway: '10.0.0.9', protocol: 'bird' }, 'proto bird'],
  ['dynamic', { dst: '10.2.0.0/16', gateway: '10.0.0.9', protocol: 186 }, 'proto 186'],
  ['default', { dst: 'default', gateway: '10.0.0.1', dev: 'eth1' }, '0.0.0.0/0'],
  ['default', { dst: 'default', dev: 'veth2', scope: 'link' }, '0.0.0.0/0'],
  ['blackhole', { type: 'blackhole', dst: 'default' }, 'type blackhole'],
  ['local', { type: 'local', dst: '10.0.0.1', dev: 'lo' }, 'type local'],
])('a route is %s by %j', (kind, raw, because) => {
  const found = classify(routeEntry.parse(raw));
  expect(found.kind).toBe(kind);
  expect(found.because).toContain(because);
});
