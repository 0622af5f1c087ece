/**
 * What a slide says in words on the screen, as data. In every text, `backquotes` mark what the
 * kernel or a file says and are set in mono.
 */
import type { StepNumber } from './stage.ts';

export interface Statement {
  readonly kind: 'statement';
  readonly text: string;
}

export interface Bullets {
  readonly kind: 'bullets';
  readonly items: readonly string[];
  /** Item n comes with fragment n - 1, so the first is there from the start. */
  readonly reveal?: true;
}

export interface Terms {
  readonly kind: 'terms';
  readonly items: readonly { readonly term: string; readonly means: string }[];
  /** As for bullets. */
  readonly reveal?: true;
}

export interface Table {
  readonly kind: 'table';
  readonly head: readonly string[];
  /** As many cells in each row as there are in the head. */
  readonly rows: readonly (readonly string[])[];
}

export interface Column {
  readonly title: string;
  readonly items: readonly string[];
}

export interface Comparison {
  readonly kind: 'comparison';
  readonly left: Column;
  readonly right: Column;
}

/** A command and its output as a terminal would show them: said in jest, never run. */
export interface Session {
  readonly kind: 'session';
  readonly command: string;
  readonly output: string;
}

/**
 * A group of a script's lines: a heading comment and the lines below it, up to the next empty
 * line. It is named by one of its lines, whole and as it stands in the file, so that an edit of
 * the script which moves or changes that line is noticed by a test.
 */
export interface ScriptPart {
  readonly line: string;
  /** What the group does, in a short sentence beside it. */
  readonly caption: string;
}

/** A script of a step, from the real file, walked group by group. */
export interface Script {
  readonly kind: 'script';
  readonly step: StepNumber;
  readonly file: 'env.sh' | 'setup.sh' | 'test.sh';
  /** What stands in the same file of this step as well is dimmed, what is new is lit. */
  readonly against?: StepNumber;
  /** Part n comes with fragment n - 1, so the first is there from the start. */
  readonly parts: readonly ScriptPart[];
}

/** The script that a paced cue of this slide runs, with the line that is about to run lit. */
export interface Running {
  readonly kind: 'running';
  readonly cues: readonly string[];
}

export type Block = Statement | Bullets | Terms | Table | Comparison | Session | Script | Running;
