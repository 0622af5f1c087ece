import { namespaceNamed, nodeNamespace, type Namespace } from '@netstage/topology';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeRig, type NodeRig } from '../testing/node-rig.ts';

const NODE = '1-network-namespace';
let rig: NodeRig;

beforeAll(async () => {
  rig = await nodeRig(1, NODE, `/vagrant/${NODE}`);
  await rig.hub.until('the first state', () => rig.hub.state !== null);
});
afterAll(async () => rig.down());

const named = (name: string): Namespace | undefined =>
  rig.hub.state === null ? undefined : namespaceNamed(rig.hub.state, name);
const own = (): Namespace | undefined =>
  rig.hub.state === null ? undefined : nodeNamespace(rig.hub.state);
const linkNames = (namespace: Namespace | undefined) =>
  Object.values(namespace?.links ?? {})
    .map(({ name }) => name)
    .toSorted();
const ours = () => rig.sh("pgrep -fa 'agent[.]mjs|monitor all[-]nsid' || true");
const tun = () => Object.values(own()?.links ?? {}).find(({ name }) => name === 'tun0')?.tun;
const seen = (what: string, holds: () => boolean) => rig.hub.until(what, holds);

describe('the observer on a real node', () => {
  it('sees what a setup makes, down to the cable between the namespaces', async () => {
    await rig.sh('./setup.sh');
    const veth2 = () =>
      Object.values(named('con')?.links ?? {}).find(({ name }) => name === 'veth2');
    await seen('the default route', () =>
      Object.keys(named('con')?.routes ?? {}).some((key) => key.includes('0.0.0.0/0')),
    );
    await seen('the cable', () => veth2()?.peer.type === 'known');
    const veth1 = Object.values(own()?.links ?? {}).find(({ name }) => name === 'veth1');
    expect(veth2()?.peer).toEqual({ type: 'known', namespace: own()?.id, ifindex: veth1?.ifindex });
    expect(veth1?.peer).toEqual({
      type: 'known',
      namespace: named('con')?.id,
      ifindex: veth2()?.ifindex,
    });
  });

  it('shows in nothing that the talk can see', async () => {
    const list = await rig.sh('ip netns list; ls /run/netns');
    expect(list.split('\n').map((line) => line.split(' ')[0])).toEqual(['con', 'con', '']);
    // The `ip` that reads the namespace is in it for some 2 ms at a time; nothing of ours stays.
    const looks: string[] = [];
    for (let look = 0; look < 20; look += 1) looks.push(await rig.sh('ip netns pids con'));
    const pids = looks.flatMap((look) => look.split('\n').filter((pid) => pid !== ''));
    // On a busy machine the same one may be met twice: what counts is that each of them goes.
    const staying = await rig.sh(`
      for look in $(seq 100); do
        staying=$(ip netns pids con | grep -xE '${[...new Set(pids), 'none'].join('|')}')
        [ "$staying" ] || exit 0
        sleep 0.02
      done
      echo "$staying"`);
    expect(staying).toBe('');
    expect(looks.filter((look) => look === '').length).toBeGreaterThan(10);
    expect(await rig.sh('grep -c netns /proc/self/mountinfo')).toBe('2\n');
  });

  it('keeps no namespace alive: its cable goes with its name, and the name can be used again', async () => {
    const gone = await rig.sh(`
      for round in $(seq 10); do
        ip netns del con
        for look in $(seq 100); do ip link show veth1 >/dev/null 2>&1 || break; sleep 0.02; done
        ip link show veth1 2>/dev/null && exit 1
        ip netns add con
        ip link add veth1 type veth peer name veth2 netns con
        ip -n con link set veth2 up
      done`);
    expect(gone).toBe('');
    await seen('the last of them', () => linkNames(named('con')).includes('veth2'));
  });

  it('follows twenty setups and teardowns back to back, and ends with the truth', async () => {
    await rig.sh('for round in $(seq 20); do ./setup.sh && ./teardown.sh || exit 1; done');
    await seen(
      'nothing left',
      () => named('con') === undefined && !linkNames(own()).includes('veth1'),
    );
    await rig.sh('./setup.sh');
    await seen('all of it', () => named('con') !== undefined && linkNames(own()).includes('veth1'));
    await expect(rig.sh('./teardown.sh')).resolves.toBeDefined();
  });

  it('sees namespaces without a name, for as long as a process holds them', async () => {
    const unnamed = () =>
      Object.values(rig.hub.state?.namespaces ?? {}).filter(({ kind }) => kind === 'unnamed');
    const done = rig.sh('unshare --net sh -c "ip link set lo up; sleep 4"');
    await seen('an unnamed namespace', () => unnamed().length === 1);
    expect(unnamed()[0]?.names[0]).toMatch(/^pid \d+$/);
    await done;
    await seen('its end', () => unnamed().length === 0);
  });

  it('calls a namespace unnamed when its name is deleted under a process', async () => {
    const done = rig.sh(
      'ip netns add con; ip netns exec con sleep 3 & sleep 1; ip netns del con; wait',
    );
    const kinds = () =>
      Object.values(rig.hub.state?.namespaces ?? {})
        .map(({ kind }) => kind)
        .toSorted()
        .join();
    await seen('a named one', () => kinds() === 'named,node');
    await seen('an unnamed one', () => kinds() === 'node,unnamed');
    await done;
    await expect(seen('none', () => kinds() === 'node')).resolves.toBeUndefined();
  });

  it('takes any name', async () => {
    const names = [
      'a b',
      "o'ne",
      '"two"',
      '🐳',
      '$(reboot)',
      'node',
      '-n',
      '..con',
      'x'.repeat(200),
    ];
    await rig.sh(
      names.map((name) => `ip netns add '${name.replaceAll("'", "'\\''")}' || true`).join('\n'),
    );
    const made = (await rig.sh('ls -A /run/netns')).trim().split('\n').length;
    expect(made).toBe(names.length);
    await seen(
      'all of them',
      () => names.filter((name) => named(name) !== undefined).length === made,
    );
    await rig.sh('ls -A /run/netns | while read -r name; do ip netns del "$name"; done');
    await seen('none of them', () => Object.keys(rig.hub.state?.namespaces ?? {}).length === 1);
  });

  it('takes a file that is no namespace for none', async () => {
    await rig.sh('touch /run/netns/impostor; ip netns add con');
    await seen('the real one', () => named('con') !== undefined);
    expect(named('impostor')).toBeUndefined();
    await rig.sh('rm /run/netns/impostor; ip netns del con');
  });

  it('sees forwarding and rp_filter change, bridges and their learning', async () => {
    await rig.sh('sysctl -qw net.ipv4.ip_forward=1 net.ipv4.conf.all.rp_filter=0');
    await seen('both', () => own()?.forwarding === true && own()?.rpFilterAll === 'off');
    await rig.sh('sysctl -qw net.ipv4.ip_forward=0 net.ipv4.conf.all.rp_filter=1');
    await rig.sh(`ip netns add con; ip link add br0 type bridge; ip link add veth1 type veth peer name veth2 netns con
      ip link set veth1 master br0; ip link set br0 up; ip link set veth1 up; ip addr add 172.16.0.1/24 dev br0
      ip -n con addr add 172.16.0.2/24 dev veth2; ip -n con link set veth2 up; ping -c1 -W2 172.16.0.2 >/dev/null`);
    await seen('a learned address', () =>
      Object.values(own()?.fdb ?? {}).some(
        ({ state, bridge }) => state === 'learned' && bridge === 'br0',
      ),
    );
    await rig.sh('ip link del br0; ip netns del con');
    await expect(
      seen('none', () => Object.keys(own()?.fdb ?? {}).length === 0 && named('con') === undefined),
    ).resolves.toBeUndefined();
  });

  it('names the process behind a tunnel, and where it sends', async () => {
    await rig.sh(
      'socat TUN:172.30.0.1/24,tun-name=tun0,up UDP:10.0.0.20:9000,bind=10.0.0.10:9000 </dev/null >/dev/null 2>&1 & sleep 0.2',
    );
    await seen('the process', () => tun()?.process !== undefined && tun()?.process !== null);
    expect(tun()).toMatchObject({ mode: 'tun', process: { udpPeer: '10.0.0.20:9000' } });
    expect(tun()?.process?.command).toMatch(/^socat TUN:/);
    await rig.sh('pkill socat');
    await seen('its end', () => tun() === undefined);
  });

  it('goes on when its monitor is killed, and says so', async () => {
    await rig.sh("pkill -KILL -f 'monitor all-nsid'");
    await rig.sh('ip netns add con; ip -n con link set lo up');
    await seen(
      'the namespace',
      () => own() !== undefined && Object.values(named('con')?.links ?? {})[0]?.up === true,
    );
    expect(rig.said()).toContain('ip monitor ended');
    await rig.sh('ip netns del con');
  });

  it('leaves no process behind, however the agent ends', async () => {
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      await seen('connected', () => rig.hub.connected);
      await rig.sh("until pgrep -f 'monitor all[-]nsid'; do sleep 0.02; done");
      await rig.killAgent(signal);
      expect(await ours()).toBe('');
      const { snapshots } = rig.hub;
      rig.startAgent();
      await seen('a new life', () => rig.hub.snapshots > snapshots);
    }
  });

  it('sends a hub that comes back just what it missed, and a new one everything', async () => {
    await rig.sh('ip netns add con');
    await seen('it', () => named('con') !== undefined);
    const { snapshots } = rig.hub;
    await rig.hub.stop();
    await rig.sh('ip -n con link set lo up; ip link add veth1 type veth peer name veth2 netns con');
    await rig.hub.listen();
    await seen('what it missed', () => linkNames(named('con')).join() === 'lo,veth2');
    expect(rig.hub.snapshots).toBe(snapshots);
    await rig.hub.stop();
    rig.hub.forget();
    await rig.hub.listen();
    await seen('everything', () => linkNames(named('con')).join() === 'lo,veth2');
    expect(rig.hub.snapshots).toBe(snapshots + 1);
    await rig.sh('ip netns del con');
  });

  it('tells a refusal once, and connects when it is lifted', async () => {
    rig.hub.refusal = { code: 'wrong-token', message: 'This token is not for this node.' };
    const hellos = rig.hub.hellos.length;
    rig.hub.agent.disconnect();
    await seen('two attempts', () => rig.hub.hellos.length >= hellos + 2);
    rig.hub.refusal = null;
    await seen('a connection', () => rig.hub.connected);
    expect(rig.said().split('wrong-token: This token is not for this node.')).toHaveLength(2);
    expect(rig.said()).not.toContain('secret-word');
  });
});
