import type { Namespace, Route, Rule } from '@netstage/topology';

interface Told {
  readonly destination: string;
  readonly gateway: string | null;
  readonly dev: string;
  readonly protocol: string;
  readonly scope: string;
}

const told: readonly Told[] = [
  { destination: '10.0.0.0/24', gateway: null, dev: 'eth1', protocol: 'kernel', scope: 'link' },
  { destination: '172.16.0.0/16', gateway: null, dev: 'tun0', protocol: 'kernel', scope: 'link' },
  {
    destination: '172.16.1.0/24',
    gateway: '10.0.0.20',
    dev: 'eth1',
    protocol: 'boot',
    scope: 'global',
  },
  {
    destination: '172.16.2.0/24',
    gateway: '10.0.0.30',
    dev: 'eth1',
    protocol: 'bird',
    scope: 'global',
  },
  {
    destination: '172.16.2.7/32',
    gateway: '10.0.0.40',
    dev: 'eth1',
    protocol: 'boot',
    scope: 'global',
  },
  { destination: '0.0.0.0/0', gateway: '10.0.0.1', dev: 'eth1', protocol: 'boot', scope: 'global' },
];

function routeOf({ destination, gateway, dev, protocol, scope }: Told): Route {
  return {
    key: destination,
    family: 'inet',
    table: 'main',
    type: 'unicast',
    destination,
    nextHops: [{ gateway, dev, weight: null, flags: [] }],
    protocol,
    scope,
    metric: 0,
    rank: 0,
    condition: null,
    source: null,
  };
}

const rule: Rule = {
  key: '32766 from all lookup main',
  priority: 32_766,
  selector: 'from all',
  match: { not: false, from: null, to: null, iif: null, oif: null, other: null },
  action: 'lookup',
  table: 'main',
};

/** A table with all four kinds of routes, such as no step has by itself. */
export const example: Pick<Namespace, 'routes' | 'rules'> = {
  routes: Object.fromEntries(told.map((route) => [route.destination, routeOf(route)])),
  rules: { [rule.key]: rule },
};

/** In three of the example's prefixes, so that two have to lose. */
export const exampleAddress = '172.16.2.9';
