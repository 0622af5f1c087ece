import type { NodeView, TerminalView } from '@netstage/protocol';
import { expect, it } from 'vitest';
import { shellWords, titleWords, troubleOf } from './pane-status.ts';

const node: NodeView = {
  node: 'n',
  step: 1,
  link: { status: 'here' },
  heard: 0,
  state: null,
};
const terminal: TerminalView = {
  id: 'n/main',
  title: '',
  size: { cols: 60, rows: 20 },
  shell: { at: 'prompt', typed: false },
  run: null,
};
const live = { status: 'live' } as const;

it('says nothing when the shell answers', () => {
  expect(troubleOf(live, node, terminal)).toBeNull();
  expect(shellWords(terminal)).toBe('ready');
});

it('names what is between the pane and its shell, the nearest first', () => {
  const away: NodeView = { ...node, link: { status: 'away', since: 0, reason: 'no answer' } };
  expect(troubleOf(live, away, terminal)?.text).toBe('agent away (no answer) – reconnecting…');
  expect(troubleOf({ status: 'lost', since: 0 }, away, terminal)?.text).toMatch(/^connection lost/);
  expect(troubleOf(live, node, undefined)).toEqual({ kind: 'wait', text: 'no shell yet…' });
  expect(troubleOf(live, undefined, undefined)?.kind).toBe('stuck');
});

const titled = (title: string) => titleWords({ ...terminal, title });

it('says in a title what the name of the node does not', () => {
  expect(titled('n con1')).toBe('con1');
  expect(titled('vim - /etc/hosts')).toBe('vim - /etc/hosts');
  expect(titled('nodes')).toBe('nodes');
  expect([titled('n'), titled('n/main'), titled('')]).toEqual(['', '', '']);
});
