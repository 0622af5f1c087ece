// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { actionOf, claims } from './keys.ts';

const press = (key: string, held: Partial<Parameters<typeof actionOf>[0]> = {}) => ({
  key,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...held,
});

describe('keys', () => {
  it('move the deck as a clicker does', () => {
    expect(actionOf(press('PageDown'), true)).toBe('next');
    expect(actionOf(press('PageUp'), true)).toBe('previous');
    expect(actionOf(press(' ', { shiftKey: true }), true)).toBe('previous');
  });

  it('run chips and switch the theme, unless letters are off', () => {
    expect(actionOf(press('3'), true)).toEqual({ chip: 3 });
    expect(actionOf(press('d'), true)).toBe('theme');
    expect(actionOf(press('3'), false)).toBeNull();
    expect(actionOf(press('d'), false)).toBeNull();
    expect(actionOf(press('PageDown'), false)).toBe('next');
  });

  it("leave the browser's own shortcuts alone", () => {
    expect(actionOf(press('d', { ctrlKey: true }), true)).toBeNull();
    expect(actionOf(press('ArrowLeft', { altKey: true }), true)).toBeNull();
  });

  it('belong to a field or a button that needs them', () => {
    document.body.innerHTML = '<input /><button><b>run</b></button><p></p>';
    expect(claims(document.querySelector('input'), 'd')).toBe(true);
    document.body.insertAdjacentHTML('beforeend', '<input type="radio" id="pace" />');
    expect(claims(document.querySelector('#pace'), 'ArrowRight')).toBe(true);
    expect(claims(document.querySelector('#pace'), '1')).toBe(false);
    expect(claims(document.querySelector('b'), ' ')).toBe(true);
    expect(claims(document.querySelector('b'), 'PageDown')).toBe(false);
    expect(claims(document.querySelector('p'), ' ')).toBe(false);
  });

  it('belong to a dialog as long as it is open, wherever the focus has gone', () => {
    document.body.innerHTML = '<dialog open></dialog>';
    for (const key of ['Escape', 'ArrowRight', 'd']) expect(claims(document.body, key)).toBe(true);
    document.body.innerHTML = '<dialog></dialog>';
    expect(claims(document.body, 'ArrowRight')).toBe(false);
  });
});
