import type { Box, Scene, SceneElement, SceneText } from './layout/scene.ts';
import { pathOf, plugsOf, signOf, switchingOf } from './shapes.ts';

/** The colours and fonts of a drawing. */
export interface Theme {
  paper: string;
  ink: string;
  dim: string;
  warn: string;
  /** Fill of boxes inside nodes. */
  panel: string;
  /** One per node, in order; further nodes begin again. */
  hues: readonly string[];
  mono: string;
  sans: string;
}

const fonts = { mono: 'ui-monospace, monospace', sans: 'ui-sans-serif, sans-serif' };

export const lightTheme: Theme = {
  paper: '#fbf8f1',
  ink: '#1d1b18',
  dim: '#6f6a60',
  warn: '#b3400a',
  panel: '#ffffff',
  hues: ['#0072b2', '#c4620a', '#00855f', '#a3467f', '#8a6d00', '#3f86b8'],
  ...fonts,
};

export const darkTheme: Theme = {
  paper: '#151412',
  ink: '#efece4',
  dim: '#a29c90',
  warn: '#ff9a62',
  panel: '#201e1b',
  hues: ['#56b4e9', '#e69f00', '#2fc797', '#d991bd', '#f0e442', '#7fb5d8'],
  ...fonts,
};

/** XML 1.0 has no place for most control characters, not even escaped. */
const escape = (text: string): string =>
  Array.from(text)
    .map((char) => ((char.codePointAt(0) ?? 0) < 32 || char === '\u007f' ? '\u00b7' : char))
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const attributes = (values: Record<string, string | number | null>): string =>
  Object.entries(values)
    .flatMap(([name, value]) => (value === null ? [] : [`${name}="${escape(String(value))}"`]))
    .join(' ');

const rect = (
  { x, y, width, height }: Box,
  radius: number,
  look: Record<string, string | number | null>,
) => `<rect ${attributes({ x, y, width, height, rx: radius, ...look })}/>`;

const path = (d: string, look: Record<string, string | number | null>) =>
  d === '' ? '' : `<path ${attributes({ d, ...look })}/>`;

const textOf = (theme: Theme, { text, x, baseline, font, tone }: SceneText): string => {
  const fill = tone === 'warn' ? theme.warn : tone === 'ink' ? theme.ink : theme.dim;
  const look = {
    x,
    y: baseline,
    'font-family': theme[font.family],
    'font-size': font.size,
    'font-weight': font.weight === 400 ? null : font.weight,
    fill,
  };
  return `<text ${attributes(look)}>${escape(text)}</text>`;
};

const ROLES = {
  node: { radius: 14, tint: 0.05, line: 2, dash: null },
  stack: { radius: 8, tint: 0.08, line: 0, dash: null },
  namespace: { radius: 10, tint: 0.1, line: 1.75, dash: '7 4' },
  fold: { radius: 8, tint: 0.06, line: 1.25, dash: '7 4' },
  bridge: { radius: 6, tint: 0.22, line: 1.75, dash: null },
  process: { radius: 15, tint: 0.1, line: 1.5, dash: null },
  bus: { radius: 11, tint: 0.1, line: 1.5, dash: null },
  outside: { radius: 8, tint: 0, line: 1.5, dash: null },
} as const;

const shapeOf = (theme: Theme, element: SceneElement): string => {
  const hue =
    element.hue === null ? theme.dim : (theme.hues[element.hue % theme.hues.length] ?? theme.ink);
  switch (element.type) {
    case 'box': {
      const { radius, tint, line, dash } = ROLES[element.role];
      const solid = element.role === 'namespace' || element.role === 'outside';
      if (element.alone === true) return '';
      const ground = solid ? rect(element, radius, { fill: theme.panel }) : '';
      const arrows =
        element.role === 'bridge'
          ? path(switchingOf(element), { fill: 'none', stroke: hue, 'stroke-width': 2 })
          : '';
      return (
        ground +
        rect(element, radius, {
          fill: hue,
          'fill-opacity': tint,
          stroke: hue,
          'stroke-width': line,
          'stroke-dasharray': element.up ? dash : '2 4',
        }) +
        arrows
      );
    }
    case 'port': {
      const { x, y, radius, state } = element;
      const box = { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
      const fill = state === 'down' ? theme.paper : hue;
      const inner =
        state === 'no-carrier'
          ? rect({ x: x - 2.5, y: y - 2.5, width: 5, height: 5 }, 0, { fill: theme.paper })
          : '';
      return rect(box, 2.5, { fill, stroke: hue, 'stroke-width': 2 }) + inner;
    }
    case 'cable': {
      const dash =
        element.kind === 'tunnel'
          ? '1.5 6'
          : element.state === 'gap' && element.kind !== 'loose'
            ? '8 7'
            : null;
      const cable = path(pathOf(element.points), {
        fill: 'none',
        stroke: hue,
        'stroke-width': element.kind === 'tunnel' ? 3 : 3.5,
        'stroke-linecap': 'round',
        'stroke-linejoin': 'round',
        'stroke-dasharray': dash,
        'stroke-opacity': element.state === 'gap' ? 0.55 : null,
      });
      if (element.kind !== 'veth') return cable;
      const plugs = plugsOf(element.points, element.radius);
      return cable + path(plugs, { fill: theme.panel, stroke: hue, 'stroke-width': 1.5 });
    }
    case 'route': {
      const tag = element.texts.find(({ tone }) => tone === 'tag');
      const sign = path(signOf(element.sign), { fill: hue, 'fill-opacity': 0.14 });
      if (tag === undefined) return sign;
      const { x, y, width, height } = tag;
      return (
        sign +
        rect({ x: x - 4, y: y + 1, width: width + 8, height: height - 2 }, 5, {
          fill: 'none',
          stroke: hue,
          'stroke-opacity': 0.6,
        })
      );
    }
    case 'switch': {
      const on = element.state === 'on';
      const knob = element.state === 'mixed' || element.state === 'unknown' ? 13 : on ? 18 : 8;
      const middle = element.y + element.height / 2;
      const track = { x: element.x, y: middle - 8, width: 26, height: 16 };
      return (
        rect(track, 8, { fill: on ? hue : 'none', stroke: hue, 'stroke-width': 1.5 }) +
        `<circle ${attributes({ cx: element.x + knob, cy: middle, r: 4.5, fill: on ? theme.paper : hue })}/>`
      );
    }
  }
};

/** The scene as one SVG file. Elements carry their key, texts are real text. */
export const renderSvg = (scene: Scene, theme: Theme): string => {
  const { x, y, width, height } = scene.viewBox;
  const layers = scene.elements.map((element) => {
    const opacity = element.stale ? 0.6 : null;
    const look = attributes({ 'data-key': element.key, 'data-type': element.type, opacity });
    const inner = [shapeOf(theme, element), ...element.texts.map((text) => textOf(theme, text))];
    return `<g ${look}><title>${escape(element.title)}</title>${inner.join('')}</g>`;
  });
  const size = attributes({ viewBox: [x, y, width, height].join(' '), width, height });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size}>`,
    rect(scene.viewBox, 0, { fill: theme.paper }),
    ...layers,
    '</svg>\n',
  ].join('\n');
};
