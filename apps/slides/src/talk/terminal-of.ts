import { terminalId } from '@netstage/protocol';
import type { TerminalId } from '@netstage/protocol';
import type { Cue } from './model.ts';

/** Where the cue is planned to run; a successor of it may stand in its place. */
export function terminalOf(cue: Cue): TerminalId {
  return terminalId(cue.node, cue.terminal);
}
