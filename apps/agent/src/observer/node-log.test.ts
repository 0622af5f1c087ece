import { apply, emptyState, type Namespace, type NodeState } from '@netstage/topology';
import { describe, expect, it } from 'vitest';
import { NodeLog, type NodeMessage } from './node-log.ts';

const namespace = (name: string): Namespace => ({
  id: `4:${name.length}`,
  kind: 'named',
  names: [name],
  forwarding: false,
  rpFilterAll: null,
  stale: null,
  links: {},
  routes: {},
  neighbours: {},
  rules: {},
  fdb: {},
});
const state = (...names: string[]): NodeState => ({
  node: 'node-1',
  namespaces: Object.fromEntries(names.map((name) => [namespace(name).id, namespace(name)])),
});
const types = (messages: NodeMessage[]) =>
  messages.map(({ type, message }) => `${type} ${message.seq}`);

describe('the log of a node', () => {
  it('numbers changes, and is silent when there are none', () => {
    const log = new NodeLog('life');
    expect(log.since(null)).toEqual([]);
    expect(log.push(state('a'), 1)).toMatchObject({ type: 'snapshot', message: { seq: 0, at: 1 } });
    expect(log.push(state('a'), 2)).toBeNull();
    expect(log.push(state('a', 'bb'), 3)).toMatchObject({ type: 'changes', message: { seq: 1 } });
    expect(log.seq).toBe(1);
  });

  it('sends exactly what is missing, or a snapshot', () => {
    const log = new NodeLog('life');
    for (let round = 0; round < 6; round += 1) log.push(state('a', 'b'.repeat(round + 2)), round);
    expect(types(log.since({ epoch: 'life', seq: 3 }))).toEqual(['changes 4', 'changes 5']);
    expect(types(log.since({ epoch: 'life', seq: 5 }))).toEqual([]);
    expect(types(log.since({ epoch: 'former', seq: 5 }))).toEqual(['snapshot 5']);
    expect(types(log.since({ epoch: 'life', seq: 9 }))).toEqual(['snapshot 5']);
    expect(types(log.since(null))).toEqual(['snapshot 5']);
  });

  it('keeps a bounded log, and leads to the same state either way', () => {
    const log = new NodeLog('life');
    for (let round = 0; round < 1_000; round += 1)
      log.push(state('b'.repeat(1 + (round % 7))), round);
    expect(types(log.since({ epoch: 'life', seq: 0 }))).toEqual(['snapshot 999']);
    const behind = 900;
    let known = state('b'.repeat(1 + (behind % 7)));
    for (const { type, message } of log.since({ epoch: 'life', seq: behind }))
      known = type === 'changes' ? apply(known, message.changes) : emptyState('wrong');
    expect(known).toEqual(state('b'.repeat(1 + (999 % 7))));
  });
});
