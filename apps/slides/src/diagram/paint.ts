import type { BoxElement, SceneElement, SceneText } from '@netstage/topology';
import { hueOf } from '../look/hue.ts';

type Attributes = Readonly<Record<string, string | number>>;

const RADIUS: Readonly<Record<BoxElement['role'], number>> = {
  node: 14,
  stack: 9,
  namespace: 10,
  fold: 9,
  bridge: 6,
  process: 14,
  bus: 6,
  outside: 9,
};

/** Geometry of an element's shape; a cable's is its path, which is led over on its own. */
export function geometryOf(element: SceneElement): Attributes {
  switch (element.type) {
    case 'box': {
      const { x, y, width, height } = element;
      return { x, y, width, height, rx: Math.min(RADIUS[element.role], height / 2) };
    }
    case 'port': {
      const { x, y, radius } = element;
      return { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius, rx: 3 };
    }
    case 'route': {
      const { x, y, width, height } = element;
      return { x, y, width, height, rx: 6 };
    }
    case 'switch':
      // The track of a toggle before its words.
      return { x: element.x, y: element.y + element.height / 2 - 8, width: 26, height: 16, rx: 8 };
    case 'cable':
      return {};
  }
}

/** Around the word that tells a route's kind. */
export function chipOf({ x, y, width, height }: SceneText): Attributes {
  return { x: x - 4, y: y + 1, width: width + 8, height: height - 2, rx: 5 };
}

/**
 * What an element is on every page alike. Its key is not: a cable's end keeps its key where it was
 * seen to move, and has another on a page that came later.
 */
function partOf(element: SceneElement): string {
  return [element.type, looksLike(element), ...Object.values(element.ref)].join(' ');
}

function looksLike(element: SceneElement): string {
  switch (element.type) {
    case 'box':
      return element.role;
    case 'cable':
      return element.kind;
    case 'switch':
      return element.name;
    case 'port':
    case 'route':
      return '';
  }
}

/** What tells an element's kind and state to the style sheet and to tests. */
export function marksOf(element: SceneElement, nodes: readonly string[]): Attributes {
  const node = element.hue === null ? undefined : nodes[element.hue];
  const common = {
    'data-key': element.key,
    'data-part': partOf(element),
    'data-kind': element.type,
    'data-ref': element.ref.type,
    'data-stale': String(element.stale),
    'data-hue': node === undefined ? 'none' : hueOf(node),
    'aria-label': element.title,
  };
  switch (element.type) {
    case 'box':
      return {
        ...common,
        class: `element role-${element.role}`,
        'data-up': String(element.up),
        'data-alone': String(element.alone ?? false),
        ...(element.open === undefined
          ? {}
          : { role: 'button', 'aria-expanded': String(element.open) }),
      };
    case 'port':
      return {
        ...common,
        class: 'element kind-port',
        'data-state': element.state,
        'data-link-kind': element.kind,
      };
    case 'cable':
      return {
        ...common,
        class: 'element kind-cable',
        'data-state': element.state,
        'data-cable': element.kind,
        'data-ends': element.ends.join(' '),
      };
    case 'route':
      return {
        ...common,
        class: 'element kind-route',
        'data-route-kind': element.kind,
        'data-link-down': String(element.linkDown),
      };
    case 'switch':
      return {
        ...common,
        class: 'element kind-switch',
        'data-state': element.state,
        'data-switch': element.name,
      };
  }
}

/** The box around an element's shape and all of its words. */
export function aroundOf(element: SceneElement): Attributes {
  const { x = 0, y = 0, width = 0, height = 0 } = geometryOf(element);
  const shape = { x: Number(x), y: Number(y), width: Number(width), height: Number(height) };
  const boxes = [shape, ...element.texts];
  const left = Math.min(...boxes.map((box) => box.x));
  const top = Math.min(...boxes.map((box) => box.y));
  return {
    x: left,
    y: top,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - left,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - top,
  };
}
