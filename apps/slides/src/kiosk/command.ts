import type { Answer, Command, Run, StageState, TerminalView } from '@netstage/protocol';
import { commandOf } from '../cue/pace.ts';
import type { Cue } from '../talk/model.ts';
import { terminalOf } from '../talk/terminal-of.ts';
import { change, done, failed, going, nextAsk } from './runner.ts';
import type { CommandTask, Doing, Progress, Task, Turn } from './runner.ts';

/** Ms between typed characters at normal speed: as somebody types who lets others read along. */
const TYPING = 40;
/** Ms for a node, its agent and its shell to be ready for a command; a boot takes a tenth. */
const READY_WITHIN = 30_000;
/** Ms beyond the cue's own timeout, within which the agent has to say how it ended. */
const WORD_WITHIN = 15_000;
/** Ms for an accepted run to show on the stage. */
const SEEN_WITHIN = 5_000;
/** Ms until what was refused, or is in the way, is tried again. */
const AGAIN = 400;
/** Ms after which a stale terminal is believed: its new shell may have started unseen. */
const STALE_FOR = 5_000;
/** Ms between two presses of Ctrl-C, and for the end to come after the first. */
const PRESS_AGAIN = 1_500;
const STOP_WITHIN = 12_000;
/** Ms for a capture to print what has passed: it reads packets some tenths of a second late. */
const SHOWN_WITHIN = 5_000;
const CTRL_C = '\u0003';

export function beginCommand(turn: Turn, task: CommandTask): void {
  nextAsk(turn);
  const { now, seed, count } = turn.run;
  change(turn, {
    doing: {
      kind: 'command',
      task,
      since: now,
      run: `${seed}-${count}`,
      state: 'wanted',
      ask: null,
      again: now,
      why: 'the hub has not been heard',
    },
  });
}

export function beginStop(turn: Turn, task: Extract<Task, { do: 'stop' }>): void {
  const { stage } = turn.run.world;
  const run = stage?.cues[task.cue.id]?.run.run ?? '';
  change(turn, {
    doing: { kind: 'stop', task, since: turn.run.now, run, pressed: -Infinity },
  });
}

export function progressCommand(turn: Turn, doing: Extract<Doing, { kind: 'command' }>): Progress {
  const { world, now } = turn.run;
  const { stage } = world;
  // Whatever became of it meanwhile shows when the hub is back: no patience runs out before.
  if (!world.connected || !stage) return going;
  const { cue } = doing.task;
  const run = runOf(stage, cue, doing.run);
  if (run) return outcome(turn, doing, run);
  if (doing.state === 'asked') return going;
  if (doing.state === 'taken')
    return now - doing.since > SEEN_WITHIN ? failed('lost', 'nothing was heard of its run') : going;
  if (now - doing.since > READY_WITHIN) return failed('lost', doing.why);
  if (now < doing.again) return going;
  const hindrance = clearTheWay(turn, stage, cue);
  if (hindrance !== null) {
    change(turn, { doing: { ...doing, again: now + AGAIN, why: hindrance } });
    return going;
  }
  const ask = nextAsk(turn);
  const command = commandFor(turn, doing);
  turn.effects.push({ do: 'run', ask, terminal: terminalOf(cue), command });
  change(turn, { doing: { ...doing, state: 'asked', ask } });
  return going;
}

/** A refused command is asked for again under the same name, so that it runs once at most. */
export function commandAnswered(
  turn: Turn,
  doing: Extract<Doing, { kind: 'command' }>,
  answer: Answer,
): void {
  const { now } = turn.run;
  if (answer.ok) {
    change(turn, { doing: { ...doing, state: 'taken', ask: null, since: now } });
    return;
  }
  const { code, message } = answer.refusal;
  const terminal = terminalOf(doing.task.cue);
  if (code === 'unknown-terminal') turn.effects.push({ do: 'open', terminal });
  if (code === 'busy' || code === 'half-typed')
    turn.effects.push({ do: 'type', terminal, data: CTRL_C });
  change(turn, {
    doing: { ...doing, state: 'wanted', ask: null, again: now + AGAIN, why: message },
  });
}

/** What is in the way of a command, or null; what can be done about it is. */
function clearTheWay(turn: Turn, stage: StageState, cue: Cue): string | null {
  const link = stage.nodes[cue.node]?.link;
  if (!link) return `the lab has no node ${cue.node}`;
  if (link.status === 'away') return `${cue.node} is away: ${link.reason}`;
  if (link.status === 'booting') return `${cue.node} is booting`;
  const terminal = terminalOf(cue);
  const view = stage.terminals[terminal];
  if (!view) {
    turn.effects.push({ do: 'open', terminal });
    return `${terminal} is being opened`;
  }
  const stale = turn.run.stale[terminal];
  if (stale !== undefined && turn.run.now - stale < STALE_FOR) return `${terminal} is starting`;
  return shellInTheWay(turn, view);
}

function shellInTheWay(turn: Turn, { id, shell }: TerminalView): string | null {
  if (shell.at === 'starting') return `the shell of ${id} is starting`;
  if (shell.at === 'prompt' && !shell.typed) return null;
  turn.effects.push({ do: 'type', terminal: id, data: CTRL_C });
  return shell.at === 'prompt' ? `a line is half typed in ${id}` : `a program runs in ${id}`;
}

function commandFor(turn: Turn, { task, run }: Extract<Doing, { kind: 'command' }>): Command {
  const { speed } = turn.run.options;
  if (task.do === 'replay') return { ...commandOf(task.cue, 'plain', run), typing: 0 };
  const command = commandOf(task.cue, 'timed', run);
  const { pace } = command;
  return {
    ...command,
    typing: Math.min(500, Math.max(1, Math.round(TYPING / speed))),
    pace: pace.mode === 'timed' ? { mode: 'timed', ms: Math.round(pace.ms / speed) } : pace,
  };
}

function outcome(turn: Turn, doing: Extract<Doing, { kind: 'command' }>, run: Run): Progress {
  const { state } = run;
  const { task } = doing;
  if (state.phase === 'ended') return verdict(run);
  if (task.do === 'start' && state.phase === 'running' && state.ready === true) return done;
  const within = task.cue.timeout * 1_000 + task.cue.command.length * 500 + WORD_WITHIN;
  if (turn.run.now - doing.since > within) return failed('lost', 'nothing was heard of its end');
  return going;
}

export function progressStop(turn: Turn, doing: Extract<Doing, { kind: 'stop' }>): Progress {
  const { world, now } = turn.run;
  const { stage } = world;
  if (!world.connected || !stage) return going;
  const run = runOf(stage, doing.task.cue, doing.run);
  if (!run) return failed('lost', 'its run is gone');
  if (run.state.phase === 'ended') return verdict(run);
  const shown = run.state.phase === 'running' && run.state.shown === true;
  if (!shown && now - doing.since < SHOWN_WITHIN) return going;
  if (now - doing.since > SHOWN_WITHIN + STOP_WITHIN)
    return failed('broken', 'Ctrl-C did not end it');
  if (now - doing.pressed >= PRESS_AGAIN) {
    turn.effects.push({ do: 'type', terminal: terminalOf(doing.task.cue), data: CTRL_C });
    change(turn, { doing: { ...doing, pressed: now } });
  }
  return going;
}

/** A run by its name: in the terminal while it is the last there, and under its cue. */
export function runOf(stage: StageState, cue: Cue, run: string): Run | null {
  const last = stage.terminals[terminalOf(cue)]?.run;
  if (last?.run === run) return last;
  const kept = stage.cues[cue.id]?.run;
  return kept?.run === run ? kept : null;
}

function verdict({ state }: Run): Progress {
  if (state.phase !== 'ended') return going;
  const { held, why } = state.verdict;
  if (held) return done;
  // Without an exit code it was either too slow, or taken away together with its shell.
  const judged = state.exit !== null || why.some((reason) => reason.includes('in time'));
  return failed(judged ? 'broken' : 'lost', why.join('; '));
}
