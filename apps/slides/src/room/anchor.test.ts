// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { anchorAt, boxOf, pointAt } from './anchor.ts';
import type { Box, Shown } from './anchor.ts';

const canvas: Box = { left: 100, top: 50, width: 640, height: 360 };

/** A slide with a node, a cable of no width in it, and a terminal. */
function slide(): Shown {
  const root = document.createElement('section');
  root.innerHTML = `<svg><g data-part="node a"></g><g data-part="cable a b"></g></svg>
    <p><span data-piece="twice">twice</span></p><p><span data-piece="twice">twice</span></p>
    <article data-terminal="a/main"><div class="terminal-body"></div></article>`;
  const place = (selector: string, box: [number, number, number, number]) => {
    const element = root.querySelector(selector);
    if (element) element.getBoundingClientRect = () => new DOMRect(...box);
  };
  place('[data-part="node a"]', [120, 100, 200, 100]);
  place('[data-part="cable a b"]', [200, 110, 0, 40]);
  place('p:last-of-type', [120, 300, 500, 40]);
  place('.terminal-body', [400, 100, 300, 200]);
  return { root, canvas };
}

describe('an anchor', () => {
  it('is the smallest part of the network under the pointer', () => {
    expect(anchorAt(slide(), 300, 190)).toEqual({ on: 'element', key: 'node a' });
    expect(anchorAt(slide(), 202, 120)).toEqual({ on: 'element', key: 'cable a b' });
  });

  it('is the terminal, and only else the slide', () => {
    expect(anchorAt(slide(), 500, 150)).toEqual({ on: 'terminal', terminal: 'a/main' });
    expect(anchorAt(slide(), 110, 60)).toEqual({ on: 'slide' });
  });

  it('is the words there, of those that say the same the right ones', () => {
    const words = { on: 'piece', name: 'twice', nth: 1 } as const;
    expect(boxOf(slide(), words)).toMatchObject({ left: 120, top: 300, width: 500, height: 40 });
    const shown = slide();
    const [first] = shown.root.querySelectorAll('p');
    if (first) first.getBoundingClientRect = () => new DOMRect(120, 340, 500, 40);
    expect(anchorAt(shown, 600, 310)).toEqual(words);
    expect(anchorAt(shown, 600, 350)).toEqual({ ...words, nth: 0 });
  });

  it('gives a place that another display finds in a box of another size', () => {
    const anchor = { on: 'element', key: 'node a' } as const;
    const box = boxOf(slide(), anchor);
    expect(box && pointAt('demo', anchor, box, 170, 125)).toMatchObject({ x: 0.25, y: 0.25 });
  });

  it('is nowhere on a display that does not show it', () => {
    expect(boxOf(slide(), { on: 'element', key: 'gone' })).toBeNull();
    expect(boxOf({ ...slide(), canvas: null }, { on: 'slide' })).toBeNull();
  });
});
