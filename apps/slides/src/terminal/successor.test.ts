import type { TerminalView } from '@netstage/protocol';
import { describe, expect, it } from 'vitest';
import { earlierFor, nextFor, shownFor, successors } from './successor.ts';

const view = (id: string): TerminalView => ({
  id,
  title: '',
  size: { cols: 62, rows: 19 },
  shell: { at: 'prompt', typed: false },
  run: null,
});
const having = (...ids: string[]) => Object.fromEntries(ids.map((id) => [id, view(id)]));

describe('the terminal in the place of another', () => {
  it('is that one itself until there is a new one', () => {
    expect(shownFor({}, 'n/main')).toBe('n/main');
    expect(shownFor(having('n/main', 'n/capture', 'n/main-tun'), 'n/main')).toBe('n/main');
    expect(nextFor(having('n/main'), 'n/main')).toBe('n/main-2');
  });

  it('is the latest, also when an earlier one has ended', () => {
    const terminals = having('n/main-3', 'n/main', 'n/main-2');
    expect(successors(terminals, 'n/main')).toEqual(['n/main', 'n/main-2', 'n/main-3']);
    expect(shownFor(having('n/main-2'), 'n/main')).toBe('n/main-2');
  });

  it('leads back to the one before it, not to the first', () => {
    const terminals = having('n/main', 'n/main-2', 'n/main-3');
    expect(earlierFor(terminals, 'n/main')).toBe('n/main-2');
    expect(earlierFor(having('n/main', 'n/main-3'), 'n/main')).toBe('n/main');
    expect(earlierFor(having('n/main-2'), 'n/main')).toBe('n/main');
  });

  it('has the next number, however many there are', () => {
    const terminals = having('n/main', 'n/main-10', 'n/main-9');
    expect(shownFor(terminals, 'n/main')).toBe('n/main-10');
    expect(nextFor(terminals, 'n/main')).toBe('n/main-11');
  });
});
