import type { TerminalId, TerminalView } from '@netstage/protocol';
import type { StageActions, TalkLink } from '../follow/connection.ts';
import { until } from '../follow/store.ts';

/** Ms for a program to end after Ctrl-C; one that takes longer does not mean to end by that. */
const ENDS_WITHIN = 5_000;

/** Whether what runs there only listens, such as a capture, and ends when a command follows it. */
export function onlyListens(view: TerminalView | undefined): boolean {
  const state = view?.run?.state;
  return state?.phase === 'running' && state.ready === true;
}

/** Whether a command can be run there. */
export function isFree(view: TerminalView | undefined): boolean {
  const over = !view?.run || view.run.state.phase === 'ended';
  return over && view?.shell.at === 'prompt' && !view.shell.typed;
}

interface Link extends Pick<TalkLink, 'talk'> {
  readonly actions: Pick<StageActions, 'type'> | null;
}

/** Ends by Ctrl-C what is in a terminal; whether a command can be run there then. */
export function makeWay({ talk, actions }: Link, terminal: TerminalId): Promise<boolean> {
  actions?.type(terminal, '\u0003');
  return until(talk, ({ stage }) => isFree(stage?.terminals[terminal]), ENDS_WITHIN);
}
