/** A line of setup.sh as a cue of its own, to be run alone in a node's shell. */
import { nodeOf } from '@netstage/protocol';
import type { StageState, TerminalId } from '@netstage/protocol';
import { cue } from '../talk/words/cue.ts';
import type { Cue } from '../talk/model.ts';
import { textOf } from './groups.ts';
import type { ScriptLine } from './tokenize.ts';

/** What makes sense only within a script: it would end a shell that is typed in, or do nothing. */
const SCRIPTS_ONLY = /^(?:cd "\$\(dirname|source \.\.\/guard\.sh|set )/;

export function canRunAlone(line: ScriptLine): boolean {
  const text = textOf(line).trim();
  return text !== '' && !text.startsWith('#') && !SCRIPTS_ONLY.test(text);
}

function prefixOf(terminal: TerminalId): string {
  return `line ${nodeOf(terminal)} `;
}

/** Whether a run is one of a line, on the node of this terminal. */
export function isLineOf(run: string, terminal: TerminalId): boolean {
  return run.startsWith(prefixOf(terminal));
}

/**
 * The command has the script's own variables set before it, since the lines that set them may not
 * have been run.
 */
export function lineCue(
  line: ScriptLine,
  script: readonly ScriptLine[],
  terminal: TerminalId,
): Cue {
  const text = textOf(line).trim();
  const env = envCue(terminal);
  if (text === env.command) return env;
  const own = assignments(script.filter(({ number }) => number < line.number));
  const used = [...variablesIn(text)].flatMap((name) => own.get(name) ?? []);
  return cue({
    id: `${prefixOf(terminal)}${line.number}`,
    label: text,
    node: nodeOf(terminal),
    command: [...used, text].join('; '),
    because: '',
  });
}

/** What gives a shell the step's variables. */
function envCue(terminal: TerminalId): Cue {
  return cue({
    id: `${prefixOf(terminal)}env.sh`,
    label: 'source env.sh',
    node: nodeOf(terminal),
    command: 'source env.sh',
    because: '',
  });
}

/** What has to run before a line does in this terminal: nothing, or env.sh for its variables. */
export function before(line: Cue, stage: StageState, terminal: TerminalId): readonly Cue[] {
  if (variablesIn(line.command).size === 0) return [];
  const env = envCue(terminal);
  const outcome = stage.cues[env.id];
  const state = outcome?.run.state;
  const sourced = outcome?.terminal === terminal && state?.phase === 'ended' && state.verdict.held;
  // A shell that has run nothing yet is not the one in which it was sourced.
  const fresh = stage.terminals[terminal]?.run === null;
  return sourced && !fresh ? [] : [env];
}

function variablesIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name = '']) => name));
}

/** The lines that set variables, by the variable. */
function assignments(lines: readonly ScriptLine[]): ReadonlyMap<string, string> {
  return new Map(
    lines.flatMap((line) => {
      const text = textOf(line).trim();
      const [, name] = /^([A-Za-z_]\w*)=\S*$/.exec(text) ?? [];
      return name === undefined ? [] : [[name, text] as const];
    }),
  );
}
