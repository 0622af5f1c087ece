import type { Command, Pace } from '@netstage/protocol';
import type { PaceChoice } from '../look/settings.ts';
import type { Cue } from '../talk/model.ts';

/** Ms after each line of a paced script: long enough to see what changed, short enough to wait. */
const LINE_PAUSE = 600;

/** Ms between the characters of a typed command, as of a quick typist. */
const TYPING = 24;

function paceOf(choice: PaceChoice): Pace {
  switch (choice) {
    case 'timed':
      return { mode: 'timed', ms: LINE_PAUSE };
    case 'key':
      return { mode: 'key' };
    case 'plain':
      return { mode: 'plain' };
  }
}

/** What is sent to run a cue; `run` names this very run. */
export function commandOf(cue: Cue, choice: PaceChoice, run: string): Command {
  return {
    run,
    cue: cue.id,
    command: cue.command,
    typing: TYPING,
    pace: cue.pace === 'paced' ? paceOf(choice) : { mode: 'plain' },
    expect: cue.expect,
    timeout: cue.timeout * 1_000,
    ...(cue.beside ? { ready: cue.beside.ready } : {}),
  };
}

/** A name that no other run has, also where the page is not served over TLS. */
export function newRun(): string {
  const words = crypto.getRandomValues(new Uint32Array(3));
  return Array.from(words, (word) => word.toString(36)).join('-');
}
