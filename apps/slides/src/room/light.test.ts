// @vitest-environment happy-dom
import { highlightSchema } from '@netstage/protocol';
import { describe, expect, it } from 'vitest';
import type { Box, Shown } from './anchor.ts';
import { lightOf, litBox } from './light.ts';

type Rect = readonly [left: number, top: number, width: number, height: number];

/** A slide of two lines of words above a cable's two ports and a terminal, laid out as given. */
function slide(canvas: Box | null, rects: Readonly<Record<string, Rect>>): Shown {
  const root = document.createElement('section');
  root.innerHTML = `<ul><li id="one"><span data-piece="one">one</span></li>
    <li id="two"><span data-piece="two">two</span></li></ul>
    <svg><g data-part="node"></g><g data-part="port a"></g><g data-part="port b"></g></svg>
    <article data-terminal="a/main"><div class="terminal-body"><div class="xterm-screen"></div></div></article>`;
  for (const [selector, rect] of Object.entries(rects)) {
    const element = root.querySelector(selector);
    if (element) element.getBoundingClientRect = () => new DOMRect(...rect);
  }
  return { root, canvas };
}

const stage = slide(
  { left: 0, top: 0, width: 1280, height: 720 },
  {
    '#one': [40, 100, 1200, 60],
    '#one span': [40, 110, 400, 40],
    '#two': [40, 160, 1200, 60],
    '#two span': [40, 170, 300, 40],
    '[data-part="node"]': [40, 240, 500, 400],
    '[data-part="port a"]': [80, 300, 20, 20],
    '[data-part="port b"]': [300, 300, 20, 20],
    '.terminal-body': [600, 240, 600, 400],
    '.xterm-screen': [610, 250, 580, 380],
  },
);
const phone = slide(null, {
  '#one': [14, 80, 360, 50],
  '#one span': [14, 80, 300, 50],
  '#two': [14, 140, 360, 25],
  '#two span': [14, 140, 200, 25],
  '[data-part="node"]': [14, 200, 360, 300],
  '[data-part="port a"]': [30, 220, 10, 10],
  '[data-part="port b"]': [30, 420, 10, 10],
  '.terminal-body': [0, 520, 390, 136],
  '.xterm-screen': [0, 520, 390, 272],
});

/** What both pages light of a box that is drawn on stage. */
function lit(left: number, top: number, width: number, height: number) {
  const light = lightOf(stage, 'demo', { left, top, width, height });
  expect(highlightSchema.safeParse(light).success).toBe(true);
  return { stage: light && litBox(stage, light), phone: light && litBox(phone, light) };
}

describe('a box drawn on stage', () => {
  it('is around the same words where they take other lines', () => {
    const box = { left: 30, top: 104, width: 430, height: 52 };
    const one = lit(30, 104, 430, 52);
    for (const [edge, px] of Object.entries(box))
      expect(one.stage).toHaveProperty(edge, expect.closeTo(px, 0));
    expect(one.phone).toEqual({ left: 14, top: 80, width: 360, height: 50 });
    expect(lit(30, 104, 430, 112).phone).toEqual({ left: 14, top: 80, width: 360, height: 85 });
    // A single word of a line: which part of the line that is, no other page can know.
    expect(lit(100, 112, 60, 36).phone).toEqual({ left: 14, top: 80, width: 360, height: 50 });
  });

  it('is around the same parts of the network, however they lie', () => {
    expect(lit(70, 290, 260, 40).phone).toEqual({ left: 30, top: 220, width: 10, height: 210 });
  });

  it('is on the same rows of a terminal, as far as they are seen', () => {
    expect(lit(610, 250, 290, 95).phone).toEqual({ left: 0, top: 520, width: 195, height: 68 });
    expect(lit(610, 345, 290, 190).phone).toEqual({ left: 0, top: 588, width: 195, height: 68 });
    expect(lit(610, 535, 290, 95).phone).toBeNull();
  });

  it('is around a terminal on a phone when it was drawn beyond its edge', () => {
    expect(lit(500, 400, 400, 100).phone).toMatchObject({ left: 0, width: 390 });
  });

  it('is on the slide alone where it holds nothing', () => {
    const empty = lit(900, 10, 100, 50);
    expect(empty.stage?.left).toBeCloseTo(900, 0);
    expect(empty.phone).toBeNull();
  });
});
