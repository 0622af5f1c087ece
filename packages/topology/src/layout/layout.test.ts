import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factsOf } from '../facts.ts';
import type { NodeState } from '../model.ts';
import { faultsOf } from '../testing/geometry.ts';
import { build, network, networks, networkSpec, type NetworkSpec } from '../testing/networks.ts';
import { layout, type LayoutInput } from './layout.ts';
import { emptyMemory } from './memory.ts';
import type { BoxElement, Scene } from './scene.ts';
import { drawnRoutes, isPlainLoopback } from './words.ts';

const landscape = { width: 700, height: 560 };
const wide = { width: 1200, height: 420 };
const phone = { width: 380, height: 700 };
const viewports = fc.constantFrom(landscape, wide, phone, { width: 1280, height: 720 });

const input = (
  states: readonly NodeState[],
  viewport: LayoutInput['viewport'],
  more: Partial<LayoutInput> = {},
): LayoutInput => ({
  nodes: states.map((state) => ({ name: state.node, state })),
  outside: '10.0.0.1',
  viewport,
  ...more,
});

/** A node may grow away from the underlay; the edge it stands on stays. Nothing else grows. */
const footOf = ({ role, x, y, width, height }: BoxElement) => ({
  x,
  width,
  foot: y + height,
  height: role === 'node' ? null : height,
});

/** Six namespaces of eight interfaces: one to a bridge, the others among themselves. */
const crowd: NetworkSpec = {
  namespaces: ['con1', 'con2', 'con3', 'con4', 'con5', 'con6'],
  cables: [1, 2, 3, 4, 5, 6]
    .map((to) => [0, to])
    .concat(
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ].flatMap((ends) => Array.from({ length: 7 }, () => ends)),
    )
    .map(([a = 0, b = 0], at) => ({
      a,
      b,
      names: [`veth${at}0`, `veth${at}1`],
      master: true,
      up: true,
      lost: 9,
      addresses: a === 0 ? [] : [[`172.16.0.${at}`, 24]],
    })),
  others: [{ at: 0, name: 'br0', kind: 'bridge', mtu: 1500 }],
  routes: [],
  stale: 99,
  mixed: false,
};

const boxes = (scene: Scene): BoxElement[] =>
  scene.elements.flatMap((element) => (element.type === 'box' ? [element] : []));

/** A cable of which both ends are in the node's own stack, unless `a` or `b` says otherwise. */
const cable: NetworkSpec['cables'][number] = {
  a: 0,
  b: 0,
  names: ['veth1', 'veth2'],
  up: true,
  lost: 9,
  master: false,
  addresses: [],
};

const keys = ({ elements }: Scene) =>
  elements.filter(({ type }) => type === 'port' || type === 'cable').map(({ key }) => key);

const routeTo = (destination: string): NetworkSpec['routes'][number] => ({
  at: 0,
  destination,
  gateways: [],
  type: 'unicast',
  metric: 0,
  protocol: 'kernel',
});

/** Keys of the routes as they stand, stack by stack. */
const routesDown = ({ elements }: Scene) =>
  elements
    .flatMap((element) => (element.type === 'route' ? [element] : []))
    .toSorted((a, b) => a.x - b.x || a.y - b.y)
    .map(({ key }) => key);

const end = (scene: Scene) =>
  scene.elements.find(({ type, title }) => type === 'port' && title.startsWith('veth2'));

// Hundreds of networks take their time where other tests run beside.
describe('layout', { timeout: 60_000 }, () => {
  it('draws any network without overlap, collision or a cable through a foreign box', () => {
    fc.assert(
      fc.property(networks, viewports, fc.boolean(), (states, viewport, open) => {
        const more = open ? { open: states.map(({ node }) => node) } : {};
        const { scene } = layout(input(states, viewport, more), emptyMemory);
        expect(faultsOf(scene)).toEqual([]);
      }),
      { numRuns: 250 },
    );
  });

  it('shows two nodes of six namespaces with eight interfaces each, every one with its port', () => {
    for (const viewport of [wide, phone, { width: 1280, height: 720 }]) {
      const states = [build('node-1', 0, crowd), build('node-2', 1, crowd)];
      const { scene } = layout(input(states, viewport), emptyMemory);
      expect(faultsOf(scene)).toEqual([]);
      const ports = scene.elements.filter(({ type }) => type === 'port').length;
      const links = states.flatMap(({ namespaces }) =>
        Object.values(namespaces).flatMap((one) => Object.values(one.links)),
      );
      expect(ports).toBe(links.filter((link) => !isPlainLoopback(link)).length);
    }
  });

  it('folds what goes beyond into a list that opens, and puts it in a box when there is room', () => {
    const many = { ...crowd, namespaces: Array.from({ length: 50 }, (_, at) => `pod${at}`) };
    const state = build('node-1', 0, many);
    const closed = layout(input([state], landscape), emptyMemory);
    const open = layout(input([state], landscape, { open: ['node-1'] }), closed.memory);
    expect(faultsOf(closed.scene)).toEqual([]);
    expect(faultsOf(open.scene)).toEqual([]);
    const fold = open.scene.elements.find(({ key }) => key === 'fold node-1');
    expect(fold?.texts).toHaveLength(1 + 44);
    const facts = fold && factsOf([state], fold.ref);
    expect(facts).toMatchObject({ title: '44 more namespaces on node-1' });
    // One of them has no name: `ip netns` would not show it.
    expect(facts?.command).toBe('lsns -t net');
    expect(facts?.fields.at(-1)).toEqual(['and', '32 more']);
    const few = build('node-1', 0, { ...many, namespaces: many.namespaces.slice(40) });
    const later = layout(input([few], landscape), open.memory).scene;
    expect(boxes(later).filter(({ role }) => role === 'namespace')).toHaveLength(6);
    expect(faultsOf(later)).toEqual([]);
  });

  it('keeps a cable’s end one thing when it moves into a namespace', () => {
    const spec = { ...crowd, namespaces: ['con'], others: [], routes: [] };
    const at = (b: number) => build('n', 0, { ...spec, cables: [{ ...cable, a: 0, b }] });
    const before = layout(input([at(0)], landscape), emptyMemory);
    const after = layout(input([at(1)], landscape), before.memory);
    expect(keys(after.scene).toSorted()).toEqual(keys(before.scene).toSorted());
    expect(end(after.scene)).toMatchObject({ key: end(before.scene)?.key });
    expect(end(after.scene)).not.toMatchObject({ owner: 'stack n' });
  });

  it.each([
    ['row', 3, 4, 4],
    ['column', 3, 5, 6],
  ])(
    'leads a cable between namespaces of one %s beside them, not by the stack',
    (_, a, b, points) => {
      const namespaces = ['a', 'b', 'c', 'd', 'e', 'f'];
      const spec = { ...crowd, namespaces, cables: [{ ...cable, a, b }], others: [], routes: [] };
      const { scene } = layout(input([build('n', 0, spec)], landscape), emptyMemory);
      const led = scene.elements.find((one) => one.type === 'cable' && one.kind === 'veth');
      expect(led?.type === 'cable' && led.points).toHaveLength(points);
    },
  );

  it('gives the same scene for the same input and memory', () => {
    fc.assert(
      fc.property(networks, networks, viewports, (before, states, viewport) => {
        const { memory } = layout(input(before, viewport), emptyMemory);
        const once = layout(input(states, viewport), memory);
        const again = layout(input(states, viewport), memory);
        expect(again).toEqual(once);
      }),
      { numRuns: 60 },
    );
  });

  it('is right in another size, too, with what it remembers of the last one', () => {
    fc.assert(
      fc.property(networkSpec, networkSpec, viewports, viewports, (a, b, one, other) => {
        const { memory } = layout(input([build('n', 0, a)], one), emptyMemory);
        expect(faultsOf(layout(input([build('n', 0, b)], other), memory).scene)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('has routes in the same order in any size: as they came, and at first as the kernel has them', () => {
    const [all, net, pod] = ['0.0.0.0/0', '10.0.0.0/24', '172.16.0.0/24'].map(routeTo);
    if (!all || !net || !pod) throw new Error('no routes');
    const spec = { namespaces: [], cables: [], others: [], stale: 99, mixed: false };
    const early = build('n', 0, { ...spec, routes: [all, net] });
    const late = build('n', 0, { ...spec, routes: [all, net, pod] });
    const first = layout(input([early], landscape), emptyMemory);
    const second = layout(input([late], landscape), first.memory);
    const elsewhere = layout(input([late], { width: 1280, height: 720 }), second.memory);
    const order = [net, all, pod].map(({ destination }) => expect.stringContaining(destination));
    expect(routesDown(second.scene)).toEqual(order);
    expect(routesDown(elsewhere.scene)).toEqual(order);
  });

  it('moves no box when anything is added, removed or changed', () => {
    fc.assert(
      fc.property(networkSpec, networkSpec, fc.boolean(), viewports, (a, b, both, viewport) => {
        const kept = { ...a, namespaces: a.namespaces.slice(0, 4) };
        const changed = {
          ...kept,
          namespaces: [...kept.namespaces, ...b.namespaces.slice(0, 3)],
          cables: both ? [...kept.cables, ...b.cables] : b.cables,
          others: b.others,
          routes: [...kept.routes, ...b.routes],
        };
        const names = new Set(changed.namespaces);
        changed.namespaces = [...names];
        const first = layout(input([build('n', 0, kept)], viewport), emptyMemory);
        const second = layout(input([build('n', 0, changed)], viewport), first.memory);
        const third = layout(input([build('n', 0, kept)], viewport), second.memory);
        for (const [before, after] of [
          [first.scene, second.scene],
          [second.scene, third.scene],
        ] as const) {
          const now = new Map(boxes(after).map((box) => [box.key, box]));
          for (const was of boxes(before)) {
            const is = now.get(was.key);
            if (is === undefined || was.role === 'fold') continue;
            expect(footOf(is)).toEqual(footOf(was));
          }
        }
        expect(faultsOf(second.scene)).toEqual([]);
        expect(faultsOf(third.scene)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('loses nothing: what has no room is named where it would be', () => {
    fc.assert(
      fc.property(network, viewports, (state, viewport) => {
        const { scene } = layout(input([state], viewport), emptyMemory);
        const drawn = new Set(
          scene.elements.flatMap(({ ref }) =>
            ref.type === 'link' || ref.type === 'route'
              ? [`${ref.type} ${ref.namespace} ${ref.key}`]
              : [],
          ),
        );
        const titles = scene.elements.map(({ title }) => title).join('\n');
        for (const namespace of Object.values(state.namespaces)) {
          expect(titles).toContain(namespace.names[0]);
          const folded =
            namespace.kind !== 'node' &&
            !scene.elements.some(({ key }) => key === `namespace ${state.node} ${namespace.id}`);
          for (const [key, link] of Object.entries(namespace.links)) {
            const shown = drawn.has(`link ${namespace.id} ${key}`) || isPlainLoopback(link);
            expect(shown || titles.includes(link.name)).toBe(true);
          }
          for (const [key, route] of folded ? [] : drawnRoutes(namespace)) {
            const shown = drawn.has(`route ${namespace.id} ${key}`);
            expect(shown || titles.includes(route.destination)).toBe(true);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('writes beside every cable’s end what is wrong with it', () => {
    fc.assert(
      fc.property(networks, viewports, (states, viewport) => {
        const { scene } = layout(input(states, viewport), emptyMemory);
        const loose = new Set(scene.elements.flatMap(({ key }) => key.replace(/^loose /, '')));
        const silent = scene.elements.filter((element) => {
          if (element.type !== 'port' || element.kind !== 'veth') return false;
          const words = new Set(element.texts.map(({ text }) => text));
          // On a crowded phone a word may be shortened, but it is there.
          if ([...words].some((word) => word.includes('…'))) return false;
          const state = element.state === 'no-carrier' ? 'no carrier' : element.state;
          const unknown =
            element.title.includes('peer unknown') && !element.title.startsWith('eth1');
          return (
            (state !== 'up' && !words.has(state)) ||
            (unknown && !(words.has('peer unknown') && loose.has(element.key)))
          );
        });
        expect(silent).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('draws a cable for every proven pair of drawn ports, and no other', () => {
    fc.assert(
      fc.property(networks, viewports, (states, viewport) => {
        const { scene, memory } = layout(input(states, viewport), emptyMemory);
        const ports = new Set(
          scene.elements.flatMap(({ type, key }) => (type === 'port' ? [key] : [])),
        );
        const expected = new Set<string>();
        for (const { node, namespaces } of states) {
          for (const namespace of Object.values(namespaces)) {
            for (const [key, { peer }] of Object.entries(namespace.links)) {
              if (peer.type !== 'known') continue;
              const ends = [
                memory.ports.get(`${node} ${namespace.id} ${key}`) ?? '',
                memory.ports.get(`${node} ${peer.namespace} ${peer.ifindex}`) ?? '',
              ].toSorted();
              if (ends.every((end) => ports.has(end))) expected.add(ends.join(' + '));
            }
          }
        }
        const drawn = scene.elements.flatMap((element) =>
          element.type === 'cable' && element.kind === 'veth'
            ? [element.ends.toSorted().join(' + ')]
            : [],
        );
        expect(drawn.toSorted()).toEqual([...expected].toSorted());
      }),
      { numRuns: 100 },
    );
  });
});
