// @vitest-environment happy-dom
import type { BoxElement, CableElement, PortElement, Scene } from '@netstage/topology';
import { beforeEach, describe, expect, it } from 'vitest';
import { createDrawing } from './draw.ts';
import type { Update } from './draw.ts';

const NODE = '1-network-namespace';
const SVG = 'http://www.w3.org/2000/svg';

const common = { hue: 0, texts: [], stale: false };

const namespace: BoxElement = {
  ...common,
  type: 'box',
  role: 'namespace',
  key: 'namespace con',
  ref: { type: 'namespace', node: NODE, namespace: '4:200' },
  title: 'network namespace con',
  up: true,
  x: 10,
  y: 20,
  width: 100,
  height: 60,
};

const port: PortElement = {
  ...common,
  type: 'port',
  key: 'port veth2',
  ref: { type: 'link', node: NODE, namespace: '4:100', key: '4' },
  title: 'veth2 is down',
  owner: 'stack',
  kind: 'veth',
  state: 'down',
  x: 60,
  y: 200,
  radius: 6,
  texts: [
    {
      text: 'veth2',
      font: { family: 'mono', size: 15, weight: 600 },
      tone: 'ink',
      x: 70,
      y: 190,
      width: 45,
      height: 19,
      baseline: 204,
    },
  ],
};

const cable: CableElement = {
  ...common,
  type: 'cable',
  key: 'cable veth1 veth2',
  ref: { type: 'link', node: NODE, namespace: '4:100', key: '3' },
  title: 'cable from veth1 to veth2',
  kind: 'veth',
  points: [
    { x: 30, y: 200 },
    { x: 60, y: 200 },
  ],
  ends: ['port veth1', 'port veth2'],
  radius: 6,
  state: 'gap',
};

const viewBox = { x: 0, y: 0, width: 300, height: 300 };
const scene = (...elements: Scene['elements']): Scene => ({ viewBox, elements });

let root: SVGGElement;
let draw: (update: Update) => void;

beforeEach(() => {
  const svg = document.createElementNS(SVG, 'svg');
  root = document.createElementNS(SVG, 'g');
  svg.append(root);
  document.body.replaceChildren(svg);
  draw = createDrawing(root, 'hatch');
});

const show = (next: Scene, animate = false) => draw({ scene: next, nodes: [NODE], animate });
const byKey = (key: string) => root.querySelector(`[data-key="${key}"]`);
const keys = () => [...root.children].map((child) => child.getAttribute('data-key'));

describe('drawing', () => {
  it('marks each element with its key, kind, state and hue', () => {
    show(scene(namespace, cable, port));
    expect(byKey('port veth2')?.getAttribute('data-state')).toBe('down');
    expect(byKey('port veth2')?.getAttribute('aria-label')).toBe('veth2 is down');
    expect(byKey('port veth2')?.querySelector('text')?.textContent).toBe('veth2');
    expect(byKey('namespace con')?.getAttribute('class')).toBe('element role-namespace');
    expect(byKey('namespace con')?.getAttribute('data-hue')).toBe('blue');
    expect(byKey('cable veth1 veth2')?.querySelector('.shape')?.getAttribute('d')).toBe(
      'M30 200L60 200',
    );
  });

  it('makes of a list that opens a button, which says whether it is open', () => {
    const fold = { ...namespace, role: 'fold', key: 'fold n', open: false } as const;
    show(scene(namespace, fold));
    const button = byKey('fold n');
    expect(button?.getAttribute('role')).toBe('button');
    expect(button?.getAttribute('aria-expanded')).toBe('false');
    show(scene(namespace, { ...fold, open: true }));
    expect(button?.getAttribute('aria-expanded')).toBe('true');
    expect(byKey('namespace con')?.getAttribute('role')).toBe('img');
  });

  it("paints in the scene's order, also what comes later", () => {
    show(scene(cable, port));
    show(scene(namespace, cable, port));
    expect(keys()).toEqual(['namespace con', 'cable veth1 veth2', 'port veth2']);
  });

  it('keeps the element of a thing that moves, and takes away what is gone', () => {
    show(scene(namespace, cable, port));
    const before = byKey('port veth2');
    show(scene(namespace, { ...port, x: 60, y: 80 }));
    expect(byKey('port veth2')).toBe(before);
    expect(before?.querySelector('.shape')?.getAttribute('y')).toBe('74');
    expect(byKey('cable veth1 veth2')).toBeNull();
  });

  it('pulses what changed once, and not what only moved', () => {
    show(scene(port));
    show(scene({ ...port, y: 80 }), true);
    expect(byKey('port veth2')?.classList.contains('changed')).toBe(false);
    show(scene({ ...port, y: 80, state: 'up' }), true);
    expect(byKey('port veth2')?.classList.contains('changed')).toBe(true);
    byKey('port veth2')?.dispatchEvent(new Event('animationend'));
    expect(byKey('port veth2')?.classList.contains('changed')).toBe(false);
  });

  it('does not touch what stays as it is', async () => {
    show(scene(namespace, cable, port));
    const touched = new Set<string | null | undefined>();
    const observer = new MutationObserver((records) => {
      for (const { target } of records)
        if (target instanceof Element)
          touched.add(target.closest('[data-key]')?.getAttribute('data-key'));
    });
    observer.observe(root, { subtree: true, attributes: true, childList: true });
    show(scene(namespace, cable, { ...port, state: 'up' }), true);
    await Promise.resolve();
    observer.disconnect();
    expect([...touched]).toEqual(['port veth2']);
  });

  it('ends where it belongs when a thing turns back before it has begun to move', async () => {
    const other = { ...namespace, key: 'namespace other' };
    show(scene(namespace, other, port));
    const lowered = { ...port, texts: port.texts.map((text) => ({ ...text, baseline: 120 })) };
    show(scene({ ...namespace, x: 50 }, other, lowered), true);
    show(scene(namespace, { ...other, x: 90 }, port), true);
    const x = (key: string) => byKey(key)?.querySelector('.shape')?.getAttribute('x');
    // What began before has ended by then.
    await expect.poll(() => x('namespace other')).toBe('90');
    expect(x('namespace con')).toBe('10');
    expect(byKey('port veth2')?.querySelector('text')?.getAttribute('y')).toBe('204');
  });

  it('draws a thing anew that comes back while it still fades', () => {
    show(scene(namespace));
    show(scene(), true);
    expect(byKey('namespace con')).toBeNull();
    expect(root.querySelector('.leaving')).not.toBeNull();
    show(scene(namespace), true);
    expect(byKey('namespace con')?.getAttribute('class')).toBe('element role-namespace');
  });

  it('hatches what is stale', () => {
    show(scene({ ...namespace, stale: true }));
    const hatch = byKey('namespace con')?.querySelector('.hatch');
    expect(hatch?.getAttribute('style')).toContain('url(#hatch)');
  });
});
