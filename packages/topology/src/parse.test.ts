import { describe, expect, it } from 'vitest';
import { parse, parseBatch, parseNetconf } from './parse.ts';
import { batch, LO, printed, reading, veth } from './testing/readings.ts';

const parsed = (...input: Parameters<typeof parseBatch>) => {
  const result = parseBatch(...input);
  if (!result.ok) throw new Error(`${result.problem.path}: ${result.problem.reason}`);
  return result.value;
};

const problem = (stdout: string) => {
  const result = parseBatch({ ok: true, stdout });
  return result.ok ? null : result.problem;
};

const unescaped = (_: string, code: string) => String.fromCharCode(Number.parseInt(code, 16));

describe('parseBatch', () => {
  it('fills in what ip leaves out when it is the default, and drops {}', () => {
    const { links, routes } = parsed(
      batch({
        addr: [LO, {}, { ifindex: 2, ifname: 'eth0', flags: ['UP'], addr_info: [{}] }],
        route: [{ dst: 'default', gateway: '10.0.0.1', dev: 'eth0' }, {}],
      }),
    );
    expect(links[1]).toMatchObject({ kind: 'device', operstate: 'UNKNOWN', addresses: [] });
    expect(routes).toEqual([
      {
        key: 'main unicast 0.0.0.0/0 dev eth0',
        family: 'inet',
        table: 'main',
        type: 'unicast',
        destination: '0.0.0.0/0',
        nextHops: [{ gateway: '10.0.0.1', dev: 'eth0', weight: null, flags: [] }],
        protocol: 'boot',
        scope: 'global',
        metric: 0,
        rank: 0,
        condition: null,
        source: null,
      },
    ]);
  });

  it('reads multipath, blackhole, routes via the other family, by nexthop object and tos', () => {
    const { routes } = parsed(
      batch({
        addr: [LO],
        route: [
          {
            type: 'unicast',
            dst: '203.0.113.0/24',
            table: 100,
            flags: [],
            nexthops: [
              { gateway: '10.0.0.20', dev: 'eth1', weight: 3, flags: [] },
              {},
              { gateway: '10.0.0.21', dev: 'eth1', weight: 1, flags: ['linkdown'] },
            ],
          },
          { type: 'blackhole', dst: '192.0.2.0/24', flags: [] },
          { dst: '10.8.0.0/16', via: { family: 'inet6', host: 'fe80::1' }, dev: 'd0' },
          { dst: '10.6.0.1', nhid: 5, gateway: '10.9.0.2', dev: 'd0', nh_info: { id: 5 } },
          { dst: '10.5.0.0/16', tos: '0x10', gateway: '10.9.0.2', dev: 'd0' },
          { type: 'unicast', dst: 'default', dev: 'd0', metric: 1024, pref: 'medium' },
        ],
      }),
    );
    expect(routes.map(({ key, nextHops }) => [key, nextHops.map((hop) => hop.gateway)])).toEqual([
      ['100 unicast 203.0.113.0/24', ['10.0.0.20', '10.0.0.21']],
      ['main blackhole 192.0.2.0/24', []],
      ['main unicast 10.8.0.0/16 dev d0', ['fe80::1']],
      ['main unicast 10.6.0.1/32 dev d0', ['10.9.0.2']],
      ['main unicast 10.5.0.0/16 dev d0 tos 0x10', ['10.9.0.2']],
      ['main unicast ::/0 dev d0 metric 1024', [null]],
    ]);
    expect(routes.map(({ family }) => family).slice(2)).toEqual(['inet', 'inet', 'inet', 'inet6']);
  });

  it('takes control characters in a name, which ip prints as they are', () => {
    const name = 'c\u0001\u001bx\u007f';
    const { stdout } = batch({ addr: [LO, { ifindex: 2, ifname: name, flags: ['UP'] }] });
    const raw = stdout.replace(/\\u(00[01][0-9a-f])/g, unescaped);
    const { links } = parsed({ ok: true, stdout: raw });
    expect(links[1]?.name).toBe(name);
  });

  it('numbers routes that only their order tells apart', () => {
    const twin = { dst: '10.0.0.0/24', dev: 'a', protocol: 'kernel', scope: 'link' };
    const { routes } = parsed(batch({ addr: [LO], route: [twin, { ...twin, dev: 'b' }, twin] }));
    expect(routes.map(({ key, rank }) => [key, rank])).toEqual([
      ['main unicast 10.0.0.0/24 dev a', 0],
      ['main unicast 10.0.0.0/24 dev b', 1],
      ['main unicast 10.0.0.0/24 dev a #2', 2],
    ]);
  });

  it('reads rules in the words of ip rule', () => {
    const { rules } = parsed(
      batch({
        addr: [LO],
        rule: [
          { priority: 5, src: '1.2.3.4', action: 'blackhole' },
          { priority: 6, src: 'all', goto: 32766 },
          { priority: 8, src: 'all', l3mdev: null },
          {
            priority: 9,
            not: null,
            src: '10.0.0.0',
            srclen: 8,
            dst: '172.16.0.0',
            dstlen: 12,
            iif: 'lo',
            fwmark: '0x1',
            fwmask: '0xf',
            dport_start: 80,
            dport_end: 90,
            table: '100',
          },
        ],
      }),
    );
    expect(rules.map(({ key }) => key)).toEqual([
      '5 from 1.2.3.4/32 blackhole',
      '6 from all goto 32766',
      '8 from all l3mdev',
      '9 not from 10.0.0.0/8 to 172.16.0.0/12 iif lo fwmark 0x1/0xf dport 80-90 lookup 100',
    ]);
  });

  it('takes ip link beside ip addr, whatever the order', () => {
    const link = JSON.stringify([{ ...LO, addr_info: undefined }]);
    const rest = batch({ addr: [LO] });
    const both = `${link}\n${rest.ok ? rest.stdout : ''}`;
    expect(parsed({ ok: true, stdout: both }).links[0]?.addresses).toHaveLength(1);
  });

  it('says what is wrong, where, and what was there', () => {
    const whole = batch({ addr: [LO] });
    const text = whole.ok ? whole.stdout : '';
    expect(problem('')).toMatchObject({ reason: '4 listings expected, 0 received' });
    expect(problem(text.slice(0, -4))).toMatchObject({ reason: 'the output ends in the middle' });
    expect(problem('Device "x" does not exist.')).toMatchObject({ reason: 'not a JSON array' });
    expect(problem('[1]')).toMatchObject({ reason: 'not an array of objects' });
    expect(problem('[{"a":}]')).toMatchObject({ reason: 'not valid JSON' });
    expect(problem('[]\n[]\n[]\n[]\n')).toMatchObject({ path: 'addr' });
    expect(problem('[{"x":1}]')).toMatchObject({ reason: 'an array of unknown kind' });
    const wrong = batch({ addr: [LO, veth(2, 'a', { mtu: 'big' })] });
    expect(problem(wrong.ok ? wrong.stdout : '')).toMatchObject({
      path: 'addr[1].mtu',
      received: 'big',
    });
    const twins = batch({ addr: [LO, veth(2, 'a', {}), veth(3, 'a', {})] });
    expect(problem(twins.ok ? twins.stdout : '')).toMatchObject({ received: 'a' });
  });
});

describe('parse', () => {
  it('drops the addresses a device merely listens to from the forwarding table', () => {
    const input = reading('node', '4:1', { addr: [LO] });
    input.fdb = printed([
      { mac: '33:33:00:00:00:01', ifname: 'br0', flags: ['self'], state: 'permanent' },
      { mac: '02:00:00:00:00:04', ifname: 'veth10', flags: [], master: 'br0', state: '' },
      { mac: '00:00:00:00:00:00', ifname: 'vx0', dst: '10.0.0.20', flags: ['self'] },
    ]);
    const result = parse(input);
    expect(result.ok && result.value.fdb).toMatchObject([
      { key: '02:00:00:00:00:04 dev veth10', bridge: 'br0', state: 'learned' },
      { dev: 'vx0', remote: '10.0.0.20', bridge: null },
    ]);
  });

  it('fails as a whole when one part fails', () => {
    const input = reading('node', '4:1', { addr: [LO] });
    input.nsids = { ok: true, stdout: '' };
    expect(parse(input)).toMatchObject({ ok: false, problem: { path: 'nsids' } });
  });
});

describe('parseNetconf', () => {
  it('takes booleans of today and words of old, IPv4 only', () => {
    const result = parseNetconf(
      printed([
        { family: 'inet', interface: 'all', forwarding: true, rp_filter: 'loose' },
        { family: 'inet', interface: 'eth0', forwarding: 'off' },
        { family: 'inet6', interface: 'all', forwarding: true },
      ]),
    );
    expect(result.ok && [...result.value]).toEqual([
      ['all', { forwarding: true, rpFilter: 'loose' }],
      ['eth0', { forwarding: false, rpFilter: null }],
    ]);
  });
});
