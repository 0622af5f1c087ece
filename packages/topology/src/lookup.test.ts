import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inKernelOrder, lookup } from './lookup.ts';
import type { Namespace } from './model.ts';
import { parseBatch } from './parse.ts';
import { contains, parseAddress, parsePrefix } from './prefix.ts';
import { address, network } from './testing/networks.ts';
import { batch, LO, RULES } from './testing/readings.ts';

type Tables = Pick<Namespace, 'routes' | 'rules'>;

const tables = (route: unknown[], rule: unknown[] = RULES): Tables => {
  const result = parseBatch(batch({ addr: [LO], route, rule }));
  if (!result.ok) throw new Error(result.problem.reason);
  const { routes, rules } = result.value;
  return {
    routes: Object.fromEntries(routes.map((one) => [one.key, one])),
    rules: Object.fromEntries(rules.map((one) => [one.key, one])),
  };
};

/** The node of step 4: its own addresses, the underlay, the bridge, the tunnel, a default route. */
const NODE = [
  { dst: 'default', gateway: '10.0.0.1', dev: 'eth1' },
  { dst: '10.0.0.0/24', dev: 'eth1', protocol: 'kernel', scope: 'link' },
  { dst: '172.16.0.0/24', dev: 'br0', protocol: 'kernel', scope: 'link' },
  { dst: '172.16.0.0/16', dev: 'tun0', protocol: 'kernel', scope: 'link' },
  { type: 'local', dst: '172.16.0.1', dev: 'br0', table: 'local' },
  { type: 'broadcast', dst: '172.16.0.255', dev: 'br0', table: 'local' },
];

const why = (found: ReturnType<typeof lookup>) =>
  found.candidates.map(({ route, wins, reason }) => [route.destination, wins, reason]);

const verdictOn = (to: string) => (state: Tables) => lookup(state, to).verdict;

describe('lookup', () => {
  it('takes the longest prefix, and says why each other one lost', () => {
    const found = lookup(tables(NODE), '172.16.0.3');
    expect(found.verdict).toBe('172.16.0.3 goes dev br0, by 172.16.0.0/24.');
    expect(found.rule?.table).toBe('main');
    expect(why(found)).toEqual([
      ['172.16.0.1/32', false, '172.16.0.1/32 does not contain 172.16.0.3'],
      ['172.16.0.255/32', false, '172.16.0.255/32 does not contain 172.16.0.3'],
      ['10.0.0.0/24', false, '10.0.0.0/24 does not contain 172.16.0.3'],
      ['172.16.0.0/24', true, '/24 is the longest prefix that contains the address'],
      ['172.16.0.0/16', false, '/16 is shorter than /24'],
      ['0.0.0.0/0', false, '/0 is shorter than /24'],
    ]);
  });

  it('asks the tables in the order of the rules: an own address first', () => {
    const found = lookup(tables(NODE), '172.16.0.1');
    expect(found.verdict).toBe('172.16.0.1 is an address of this namespace: delivered here.');
    expect(why(found).at(-1)).toEqual([
      '0.0.0.0/0',
      false,
      'table local decided, before table main',
    ]);
  });

  it('says of a route of a table that is not asked, too, when it does not contain the address', () => {
    const { candidates } = lookup(tables(NODE), '172.16.0.1');
    const main = candidates.filter(({ route }) => route.table === 'main');
    expect(
      main.map(({ route, contains: fits, reason }) => [route.destination, fits, reason]),
    ).toEqual([
      ['10.0.0.0/24', false, '10.0.0.0/24 does not contain 172.16.0.1'],
      ['172.16.0.0/24', true, 'table local decided, before table main'],
      ['172.16.0.0/16', true, 'table local decided, before table main'],
      ['0.0.0.0/0', true, 'table local decided, before table main'],
    ]);
  });

  it('delivers 0.0.0.0 here whatever the tables and rules say', () => {
    const blackhole = { priority: 5, src: 'all', action: 'blackhole' };
    for (const state of [tables(NODE), tables([]), tables(NODE, [blackhole, ...RULES])]) {
      const found = lookup(state, '0.0.0.0');
      expect(found.winner).toBeNull();
      expect(found.verdict).toBe(
        '0.0.0.0 means this host: delivered here, before any table is asked.',
      );
    }
    expect(why(lookup(tables(NODE), '0.0.0.0')).at(-1)).toEqual([
      '0.0.0.0/0',
      false,
      '0.0.0.0 is this host, before table main',
    ]);
    expect(lookup(tables(NODE), '0.0.0.5').verdict).toBe(
      '0.0.0.5 goes via 10.0.0.1 dev eth1, by 0.0.0.0/0.',
    );
  });

  it('broadcasts 255.255.255.255 by the interface of its route, never to the gateway', () => {
    const verdict = verdictOn('255.255.255.255');
    expect(verdict(tables(NODE))).toBe('255.255.255.255 goes dev eth1 as broadcast, by 0.0.0.0/0.');
    const own = { dst: '255.255.255.255', gateway: '10.0.0.8', dev: 'eth1' };
    expect(verdict(tables([own]))).toBe(
      '255.255.255.255 goes dev eth1 as broadcast, by 255.255.255.255/32.',
    );
    expect(verdict(tables([{ type: 'unreachable', dst: 'default' }]))).toContain('refused');
    expect(verdict(tables([]))).toContain('Network is unreachable');
  });

  it('sends multicast to a gateway only by a route of its own', () => {
    const verdict = verdictOn('224.0.0.5');
    expect(verdict(tables(NODE))).toBe('224.0.0.5 goes dev eth1 as multicast, by 0.0.0.0/0.');
    const own = { dst: '224.0.0.0/4', gateway: '10.0.0.7', dev: 'eth1' };
    expect(verdict(tables([...NODE, own]))).toBe(
      '224.0.0.5 goes via 10.0.0.7 dev eth1 as multicast, by 224.0.0.0/4.',
    );
    expect(verdict(tables([{ type: 'blackhole', dst: 'default' }]))).toContain('dropped');
    expect(verdict(tables([]))).toContain('Network is unreachable');
  });

  it('goes by the metric between equals in length, whatever the kind', () => {
    const found = lookup(
      tables([
        { dst: '10.1.0.0/16', gateway: '10.0.0.9', dev: 'a', metric: 50 },
        { dst: '10.1.0.0/16', dev: 'b', protocol: 'kernel', scope: 'link', metric: 100 },
      ]),
      '10.1.2.3',
    );
    expect(found.winner?.metric).toBe(50);
    expect(why(found)).toEqual([
      ['10.1.0.0/16', true, 'the longest prefix, and the lowest metric: 50'],
      ['10.1.0.0/16', false, 'same length, but metric 100 against 50'],
    ]);
  });

  it('takes who was there first between complete equals', () => {
    const twin = { dst: '10.0.0.0/24', protocol: 'kernel', scope: 'link' };
    const found = lookup(
      tables([
        { ...twin, dev: 'z' },
        { ...twin, dev: 'a' },
      ]),
      '10.0.0.7',
    );
    expect(found.winner?.nextHops[0]?.dev).toBe('z');
    expect(why(found)[1]?.[2]).toBe('same length and metric, but the other one was there first');
  });

  it('tells unreachable, blackhole and prohibit from no route at all', () => {
    const found = (type: string) => lookup(tables([{ type, dst: '192.0.2.0/24' }]), '192.0.2.1');
    expect(found('blackhole').verdict).toContain('dropped without a word');
    expect(found('unreachable').verdict).toContain('refused as unreachable');
    expect(lookup(tables([]), '192.0.2.1').verdict).toBe(
      'Network is unreachable: no route contains 192.0.2.1.',
    );
  });

  it('goes on to the next rule after throw, passes dead routes and conditions over', () => {
    const found = lookup(
      tables(
        [
          { type: 'throw', dst: '10.0.0.0/8', table: '100' },
          { dst: '10.0.0.0/16', dev: 'a', tos: '0x10' },
          { dst: '10.0.0.0/17', dev: 'b', flags: ['dead', 'linkdown'] },
          { dst: '10.0.0.0/8', dev: 'c' },
        ],
        [{ priority: 10, src: 'all', table: '100' }, ...RULES],
      ),
      '10.0.0.1',
    );
    expect(found.winner?.nextHops[0]?.dev).toBe('c');
    expect(why(found).map(([, , reason]) => reason)).toEqual([
      'throw: on to the next rule',
      'its interface is down',
      'only for packets with tos 0x10',
      'the only route of its table that contains the address',
    ]);
  });

  it('follows selectors, not, goto and deciding rules, and names those it cannot judge', () => {
    const routes = [
      { dst: 'default', dev: 'a', table: '100' },
      { dst: 'default', dev: 'b' },
    ];
    const from = tables(routes, [
      { priority: 5, src: '172.16.0.0', srclen: 24, table: '100' },
      { priority: 6, src: 'all', fwmark: '0x1', table: '100' },
      { priority: 7, src: 'all', iif: 'eth9', action: 'blackhole' },
      { priority: 8, src: 'all', goto: 32766 },
      { priority: 9, src: 'all', table: '100' },
      ...RULES,
    ]);
    const dev = (...options: [{ from?: string; iif?: string }?]) => {
      const { winner } = lookup(from, '8.8.8.8', ...options);
      return winner?.nextHops[0]?.dev;
    };
    expect(dev()).toBe('b');
    expect(dev({ from: '172.16.0.2' })).toBe('a');
    expect(lookup(from, '8.8.8.8').unjudged.map(({ priority }) => priority)).toEqual([6]);
    const dropped = lookup(from, '8.8.8.8', { iif: 'eth9' });
    expect([dropped.winner, dropped.verdict]).toEqual([
      null,
      '8.8.8.8 is refused: rule 7 says blackhole.',
    ]);
  });

  it('looks IPv6 up in tables of its own', () => {
    const found = lookup(
      tables([
        { type: 'local', dst: '::1', dev: 'lo', table: 'local', pref: 'medium' },
        { dst: '2001:db8::/32', dev: 'a', metric: 256, pref: 'medium' },
      ]),
      '2001:db8::5',
    );
    expect(found.winner?.destination).toBe('2001:db8::/32');
  });

  it('says that a text is no address', () => {
    expect(lookup(tables(NODE), '300.1.1.1').verdict).toBe('300.1.1.1 is not an address.');
  });

  it('never chooses a route that does not contain the address, nor a shorter one', () => {
    fc.assert(
      fc.property(network, address, (state, to) => {
        const own = Object.values(state.namespaces)[0];
        if (own === undefined) return;
        const withRules = { ...own, rules: tables([]).rules };
        const { winner, candidates } = lookup(withRules, to);
        expect(candidates).toHaveLength(Object.keys(own.routes).length);
        const numeric = parseAddress(to);
        const lengths = Object.values(own.routes).flatMap(({ destination }) => {
          const prefix = parsePrefix(destination);
          return prefix !== null && numeric !== null && contains(prefix, numeric)
            ? [prefix.length]
            : [];
        });
        const chosen = winner === null ? null : parsePrefix(winner.destination)?.length;
        expect(chosen ?? -1).toBe(Math.max(-1, ...lengths));
      }),
    );
  });

  it('orders routes independently of how they come in', () => {
    const routes = Object.values(tables(NODE).routes);
    expect(inKernelOrder(routes.toReversed())).toEqual(inKernelOrder(routes));
  });
});
