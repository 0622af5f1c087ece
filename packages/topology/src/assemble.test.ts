import { describe, expect, it } from 'vitest';
import { assemble, effectiveRpFilter } from './assemble.ts';
import { linkNamed, namespaceNamed, nodeNamespace } from './find.ts';
import type { NodeState } from './model.ts';
import type { NodeReading } from './readings.ts';
import { LO, nodeReading, reading, veth } from './testing/readings.ts';

const NODE = '4:1';
const CON = '4:2';

const stateOf = (input: NodeReading, previous: NodeState | null = null, now = 0): NodeState => {
  const { state } = assemble(input, previous, now);
  if (state === null) throw new Error('no state');
  return state;
};

const pair = (backIndex = 5, backNsid = 0) =>
  nodeReading(
    reading('node', NODE, { addr: [LO, veth(5, 'veth1', { link_index: 4, link_netnsid: 7 })] }, [
      { nsid: 7, name: 'con' },
    ]),
    reading(
      'con',
      CON,
      { addr: [LO, veth(4, 'veth2', { link_index: backIndex, link_netnsid: backNsid })] },
      [{ nsid: 0, name: 'node' }, { nsid: 3 }],
    ),
  );

const peers = (state: NodeState) => ({
  veth1: state.namespaces[NODE]?.links['5']?.peer,
  veth2: state.namespaces[CON]?.links['4']?.peer,
});

describe('assemble', () => {
  it('finds both ends of a cable by each namespace’s own ids', () => {
    expect(peers(stateOf(pair()))).toEqual({
      veth1: { type: 'known', namespace: CON, ifindex: 4 },
      veth2: { type: 'known', namespace: NODE, ifindex: 5 },
    });
  });

  it('calls a peer unknown that does not point back', () => {
    expect(peers(stateOf(pair(6)))).toMatchObject({
      veth1: { type: 'unknown', reason: 'the other end does not confirm it' },
      veth2: { type: 'unknown', reason: 'the other end does not confirm it' },
    });
  });

  it('calls a peer unknown whose namespace has no name for the observer', () => {
    expect(peers(stateOf(pair(5, 3)))).toMatchObject({
      veth1: { type: 'unknown' },
      veth2: { type: 'unknown', reason: 'in a namespace out of sight' },
    });
  });

  it('reads a peer in the same namespace, by name or by index', () => {
    const state = stateOf(
      nodeReading(
        reading('node', NODE, {
          addr: [LO, veth(2, 'a', { link: 'b' }), veth(3, 'b', { link_index: 2 })],
        }),
      ),
    );
    const links = state.namespaces[NODE]?.links;
    expect(links?.['2']?.peer).toEqual({ type: 'known', namespace: NODE, ifindex: 3 });
    expect(links?.['3']?.peer).toEqual({ type: 'known', namespace: NODE, ifindex: 2 });
  });

  it('keeps the last good state of a namespace that cannot be read, and says since when', () => {
    const good = stateOf(pair());
    const broken = pair();
    const con = broken.namespaces[1];
    if (con === undefined) throw new Error('no con');
    con.batch = { ok: true, stdout: '[{"ifindex":1,' };
    const first = assemble(broken, good, 100);
    expect(first.problems).toEqual([
      {
        namespace: 'con',
        reason: 'the output ends in the middle',
        path: '[0]',
        received: '[{"ifindex":1,',
      },
    ]);
    const stale = first.state?.namespaces[CON];
    expect(stale?.stale).toEqual({ since: 100, reason: 'the output ends in the middle' });
    expect(stale?.links).toEqual(good.namespaces[CON]?.links);
    expect(assemble(broken, first.state, 200).state?.namespaces[CON]?.stale?.since).toBe(100);
    expect(stateOf(pair(), first.state, 300).namespaces[CON]?.stale).toBeNull();
  });

  it('marks a namespace stale that was never read, rather than empty', () => {
    const input = pair();
    const con = input.namespaces[1];
    if (con === undefined) throw new Error('no con');
    con.batch = { ok: false, reason: 'ip did not answer within 2 s' };
    const state = stateOf(input);
    expect(state.namespaces[CON]?.stale?.reason).toBe('ip did not answer within 2 s');
  });

  it('lets a namespace go that is not among the readings, and its cables’ ends are unknown', () => {
    const input = pair();
    const gone = nodeReading(...input.namespaces.slice(0, 1));
    const state = stateOf(gone, stateOf(input));
    expect(namespaceNamed(state, 'con')).toBeUndefined();
    expect(state.namespaces[NODE]?.links['5']?.peer.type).toBe('unknown');
  });

  it('never loses the node’s own namespace', () => {
    const input = pair();
    const without = nodeReading(...input.namespaces.slice(1));
    expect(assemble(without, null, 0).state).toBeNull();
    const state = stateOf(without, stateOf(input), 7);
    expect(nodeNamespace(state)?.stale?.since).toBe(7);
  });

  it('puts the process behind a tun device, by namespace and name', () => {
    const tun0 = {
      ...veth(6, 'tun0', {}),
      link_type: 'none',
      mtu: 1468,
      linkinfo: { info_kind: 'tun', info_data: { type: 'tun', persist: false, gc_timer: 3 } },
    };
    const input = nodeReading(reading('node', NODE, { addr: [LO, tun0] }));
    const owner = { device: 'tun0', pid: 42, command: 'socat', udpPeer: '10.0.0.20:9000' };
    input.tunOwners = [
      { ...owner, namespace: CON, pid: 41 },
      { ...owner, namespace: NODE },
    ];
    const state = stateOf(input);
    const own = nodeNamespace(state);
    const link = own === undefined ? undefined : linkNamed(own, 'tun0');
    expect(link).toMatchObject({
      mac: null,
      mtu: 1468,
      details: { persist: false },
      tun: { mode: 'tun', process: { pid: 42, command: 'socat', udpPeer: '10.0.0.20:9000' } },
    });
  });

  it('keeps what it does not know by the name the kernel has for it', () => {
    const odd = { ...veth(9, '__proto__', {}), linkinfo: { info_kind: 'netkit9' } };
    const mv = { ...veth(8, "it's 🐳", { link_index: 9 }), linkinfo: { info_kind: 'macvlan' } };
    const state = stateOf(nodeReading(reading('node', NODE, { addr: [LO, odd, mv] })));
    const own = state.namespaces[NODE];
    expect(own?.links['9']).toMatchObject({ name: '__proto__', kind: 'netkit9' });
    expect(own?.links['8']?.lower).toEqual({ type: 'known', namespace: NODE, ifindex: 9 });
  });
});

describe('effectiveRpFilter', () => {
  it('is the greater of all and the interface’s own: 0 off, 1 strict, 2 loose', () => {
    expect(effectiveRpFilter('off', 'strict')).toBe('strict');
    expect(effectiveRpFilter('strict', 'off')).toBe('strict');
    expect(effectiveRpFilter('strict', 'loose')).toBe('loose');
    expect(effectiveRpFilter(null, 'off')).toBe('off');
  });
});
