// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { watchPanes } from './panes.ts';
import type { Panes } from './panes.ts';

let panes: Panes;

const pane = (id: string) =>
  `<article id="${id}" data-testid="terminal"><button></button><textarea></textarea></article>`;

beforeEach(() => {
  document.body.innerHTML = `
    <section id="one" class="present">${pane('left')}${pane('right')}</section>
    <section id="two">${pane('other')}</section>
    <button id="elsewhere"></button>`;
  panes = watchPanes(document);
});
afterEach(() => panes.close());

function focus(selector: string): void {
  const element = document.querySelector(selector);
  if (element instanceof HTMLElement) element.focus();
}

describe('the terminals that keys reach', () => {
  it('are taken in turn', () => {
    const taken: (string | undefined)[] = [];
    for (let times = 0; times < 3; times += 1) {
      const id = panes.next()?.id;
      taken.push(id);
      focus(`#${id} textarea`);
    }
    expect(taken).toEqual(['left', 'right', 'left']);
  });

  it('are the one that was used, also once it is left', () => {
    expect(panes.last()?.id).toBe('left');
    focus('#right textarea');
    focus('#elsewhere');
    expect(panes.last()?.id).toBe('right');
  });

  it('are typed in where something else was done before: there is a new shell, say', () => {
    focus('#right textarea');
    panes.use(panes.last());
    expect(panes.next()?.id).toBe('right');
    focus('#left button');
    expect(panes.next()?.id).toBe('left');
  });

  it('are the one that fills the slide, and no other', () => {
    focus('#left textarea');
    document.querySelector('#right')?.classList.add('is-filling');
    expect([panes.last()?.id, panes.next()?.id]).toEqual(['right', 'right']);
  });

  it('are those of the current slide', () => {
    focus('#right textarea');
    document.querySelector('#one')?.classList.remove('present');
    expect(panes.next()).toBeNull();
    document.querySelector('#two')?.classList.add('present');
    expect([panes.last()?.id, panes.next()?.id]).toEqual(['other', 'other']);
  });
});
