import { describe, expect, it } from 'vitest';
import { namespaceNamed, linkNamed, nodeNamespace } from '@netstage/topology';
import type { NodeState, Ref } from '@netstage/topology';
import { madeBy, originsOf } from './origins.ts';
import { recordingOf, statesAt } from './recording.ts';
import type { Recording } from './recording.ts';

const NODE = '1-network-namespace';

async function recorded(step: number): Promise<Recording> {
  const recording = await recordingOf(step);
  if (!recording) throw new Error(`nothing was recorded of step ${step}`);
  return recording;
}

describe('statesAt', () => {
  it('shows the node clean, right after a line, and done', async () => {
    const recording = await recorded(1);
    const clean = statesAt(recording, 'clean')[NODE];
    const added = statesAt(recording, 'ip netns add con')[NODE];
    const done = statesAt(recording, 'done')[NODE];
    if (!clean || !added || !done) throw new Error('the node was not recorded');
    expect(namespaceNamed(clean, 'con')).toBeUndefined();
    expect(namespaceNamed(added, 'con')).toBeDefined();
    expect(linkNamed(own(added), 'veth1')).toBeUndefined();
    expect(linkNamed(own(done), 'veth1')?.carrier).toBe(true);
  });

  it('brings both nodes of a step to the same line', async () => {
    const states = statesAt(await recorded(3), 'ip link add br0 type bridge');
    for (const node of ['3-multi-node-1', '3-multi-node-2']) {
      const state = states[node];
      if (!state) throw new Error(`${node} was not recorded`);
      expect(linkNamed(own(state), 'br0')).toBeDefined();
      expect(own(state).forwarding).toBe(false);
    }
  });
});

function own(state: NodeState) {
  const namespace = nodeNamespace(state);
  if (!namespace) throw new Error(`${state.node} has no namespace of its own`);
  return namespace;
}

describe('where a thing comes from', () => {
  it('is the line that made it, and those that changed it', async () => {
    const recording = await recorded(1);
    const state = statesAt(recording, 'done')[NODE];
    if (!state) throw new Error('the node was not recorded');
    const con = namespaceNamed(state, 'con');
    const inner = con && Object.entries(con.links).find(([, link]) => link.name === 'veth2');
    if (!con || !inner) throw new Error('con has no veth2');
    const place = { node: NODE, namespace: con.id };
    const commands = (ref: Ref) => originsOf(ref, [state]).map(({ command }) => command);
    expect(commands({ type: 'namespace', ...place })).toEqual(['ip netns add con']);
    expect(commands({ type: 'link', ...place, key: inner[0] })).toEqual([
      'ip link add veth1 type veth peer name veth2',
      'ip link set veth2 netns con',
      'ip -n con addr add $CON_IP/32 dev veth2',
      'ip -n con link set veth2 up',
    ]);
    const stack = own(state);
    expect(commands({ type: 'node', node: NODE })).toEqual([]);
    const underlay = Object.entries(stack.links).find(([, link]) => link.name === 'eth1');
    if (!underlay) throw new Error('the node has no eth1');
    const eth1 = { type: 'link', node: NODE, namespace: stack.id, key: underlay[0] } as const;
    expect(commands(eth1)).toEqual([]);
  });

  it('tells what each line made', async () => {
    const recording = await recorded(1);
    const line = (command: string) =>
      recording.frames.find((frame) => frame.command === command)?.line ?? -1;
    expect(madeBy(line('ip link add veth1 type veth peer name veth2'), NODE)).toEqual(
      expect.arrayContaining(['veth1', 'veth2']),
    );
    expect(madeBy(line('ip -n con route add default dev veth2'), NODE)).toEqual([
      'route default in con',
    ]);
  });
});
