import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NodeState } from '../model.ts';
import { faultsOf } from '../testing/geometry.ts';
import { build, network, networks, networkSpec } from '../testing/networks.ts';
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

const boxes = (scene: Scene): BoxElement[] =>
  scene.elements.flatMap((element) => (element.type === 'box' ? [element] : []));

describe('layout', () => {
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
            // A node may grow away from the underlay; the edge it stands on stays.
            const foot = ({ y, height }: BoxElement) => y + height;
            expect([is.x, is.width, foot(is)]).toEqual([was.x, was.width, foot(was)]);
            if (was.role !== 'node') expect(is.height).toBe(was.height);
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
            !scene.elements.some(({ key }) => key === `namespace n ${namespace.id}`);
          for (const [key, link] of Object.entries(namespace.links)) {
            if (drawn.has(`link ${namespace.id} ${key}`) || isPlainLoopback(link)) continue;
            expect(titles).toContain(link.name);
          }
          for (const [key, route] of folded ? [] : drawnRoutes(namespace)) {
            if (!drawn.has(`route ${namespace.id} ${key}`)) {
              expect(titles).toContain(route.destination);
            }
          }
        }
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
