import { nodeOf } from '@netstage/protocol';
import type { NodeView, TerminalView } from '@netstage/protocol';
import type { Connection } from '../follow/talk-state.ts';

/** What stands between this pane and a shell that answers; null when nothing does. */
export interface Trouble {
  readonly text: string;
  /** `wait`: it mends itself. `stuck`: somebody has to do something. */
  readonly kind: 'wait' | 'stuck';
}

export function troubleOf(
  connection: Connection,
  node: NodeView | undefined,
  terminal: TerminalView | undefined,
): Trouble | null {
  if (connection.status === 'connecting') return { kind: 'wait', text: 'connecting…' };
  if (connection.status === 'lost')
    return { kind: 'wait', text: 'connection lost – this is the last screen, reconnecting…' };
  if (connection.status === 'refused') return { kind: 'stuck', text: connection.refusal.message };
  if (!node) return { kind: 'stuck', text: 'no such node in this lab' };
  if (node.link.status === 'booting') return { kind: 'wait', text: 'the node is booting…' };
  if (node.link.status === 'away')
    return { kind: 'wait', text: `agent away (${node.link.reason}) – reconnecting…` };
  if (!terminal) return { kind: 'wait', text: 'no shell yet…' };
  return null;
}

/** The title that its shell or a program has set, without the node's name: that stands before it. */
export function titleWords({ id, title }: TerminalView): string {
  const node = nodeOf(id);
  if (title === node || title === id) return '';
  return title.startsWith(`${node} `) ? title.slice(node.length + 1) : title;
}

/** What the shell is doing, in a word or two. */
export function shellWords(terminal: TerminalView): string {
  switch (terminal.shell.at) {
    case 'starting':
      return 'starting';
    case 'prompt':
      return terminal.shell.typed ? 'half-typed' : 'ready';
    case 'command':
      return 'running';
  }
}
