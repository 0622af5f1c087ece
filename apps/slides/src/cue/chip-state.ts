import type { CueOutcome, Refusal, RunPhase } from '@netstage/protocol';
import type { Cue } from '../talk/model.ts';

/** How a chip looks: what its cue's last run, or the last attempt to run it, came to. */
export type ChipState =
  | { readonly kind: 'idle' }
  /** For the prompt, once what is in the way has ended. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'typing' }
  | { readonly kind: 'running' }
  /** It runs on; `shown`: all that was expected has come out, so it may be ended. */
  | { readonly kind: 'ready'; readonly shown: boolean }
  | { readonly kind: 'line'; readonly line: number; readonly waiting: boolean }
  | { readonly kind: 'held'; readonly exit: number | null; readonly took: number }
  | { readonly kind: 'broken'; readonly exit: number | null; readonly why: readonly string[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export function chipState(outcome: CueOutcome | null, refusal: Refusal | null): ChipState {
  if (refusal) return { kind: 'refused', refusal };
  return outcome ? ofPhase(outcome.run.state) : { kind: 'idle' };
}

function ofPhase(state: RunPhase): ChipState {
  switch (state.phase) {
    case 'typing':
      return { kind: 'typing' };
    case 'running':
      return state.ready ? { kind: 'ready', shown: state.shown === true } : { kind: 'running' };
    case 'line':
      return { kind: 'line', line: state.line, waiting: state.waiting };
    case 'ended':
      return state.verdict.held
        ? { kind: 'held', exit: state.exit, took: state.took }
        : { kind: 'broken', exit: state.exit, why: state.verdict.why };
  }
}

export function isGoing(state: ChipState): boolean {
  return ['waiting', 'typing', 'running', 'ready', 'line'].includes(state.kind);
}

/** Whether what stands in a command's way is in its terminal, and may leave it again. */
export function isInTheWay({ code }: Refusal): boolean {
  return code === 'busy' || code === 'half-typed';
}

/** Where a cue was refused: whether its terminal takes a command, and its slide is shown. */
interface CuePlace {
  readonly free: boolean;
  readonly current: boolean;
}

/** Whether a refusal is still worth saying after that change. */
export function stillSays(refusal: Refusal, before: CuePlace, now: CuePlace): boolean {
  const left = before.current && !now.current;
  // A terminal that was typed in a moment ago may be free by the hub's last word, and is not.
  const freed = !before.free && now.free;
  return !left && !(freed && isInTheWay(refusal));
}

/** The chip's state in a few words, for sight and for screen readers alike. */
export function chipWords(state: ChipState): string {
  switch (state.kind) {
    case 'idle':
      return '';
    case 'waiting':
      return 'waits';
    case 'typing':
      return 'typing';
    case 'running':
      return 'running';
    case 'ready':
      return state.shown ? 'shown, runs on' : 'ready, runs on';
    case 'line':
      return state.waiting ? `line ${state.line}, waits` : `line ${state.line}`;
    case 'held':
      return state.exit === null ? 'as expected' : `exit ${state.exit}, as expected`;
    case 'broken':
      return state.why.join('; ');
    case 'refused':
      return state.refusal.message;
  }
}

/** The most that {@link chipWords} may say while this cue goes on; its chip keeps room for it. */
export function longestGoing({ pace, beside }: Cue): string {
  if (pace === 'paced') return chipWords({ kind: 'line', line: 88, waiting: true });
  return chipWords(beside ? { kind: 'ready', shown: true } : { kind: 'running' });
}
