/**
 * The talk as data. A slide's words, cues and notes stand here without React, so that the deck,
 * the kiosk, the tests and the printed notes read the same definition.
 */
import type { Expectation } from '@netstage/protocol';
import type { Block } from './body.ts';
import type { Stage } from './stage.ts';

/** One thing that happens on a slide: a command on a node, and what must come out of it. */
export interface Cue {
  /** Unique in the talk, e.g. `step-1.setup`. */
  readonly id: string;
  /** What the chip says: short, in the presenter's words, e.g. “ping con from the node”. */
  readonly label: string;
  readonly node: string;
  /** The terminal on that node; `main` unless a second one is needed beside it. */
  readonly terminal?: string;
  readonly command: string;
  readonly expect: Expectation;
  /**
   * What must come out, in a few words on the chip; a test holds it against `expect`. Without it
   * the chip says the TTL or the exit code that is expected.
   */
  readonly shows?: string;
  /** `paced`: a script that waits for the diagram after each line. */
  readonly pace: 'paced' | 'plain';
  /** Cues that must have held since the step's lab was last clean, in this order. */
  readonly needs: readonly string[];
  /** Seconds the result stands on screen before the kiosk goes on. */
  readonly dwell: number;
  /** Seconds from the first typed character to the verdict, as planned. */
  readonly target: number;
  /** Seconds until the run counts as failed; well above `target`. */
  readonly timeout: number;
  /** The fragment that shows this cue's chip; -1 when it is there from the start. */
  readonly fragment: number;
  /** Why the outcome is what it is, in one sentence: said by the speaker, shown after the run. */
  readonly because: string;
  readonly beside?: Beside;
}

/** A command that runs on while later cues run, such as a capture. */
export interface Beside {
  /** The next cue may start once this text is in the output. */
  readonly ready: string;
  /** The cue of the same slide after whose verdict it is ended with Ctrl-C, and then judged. */
  readonly until: string;
}

/** A likely question from the room and its answer. */
export interface Question {
  readonly ask: string;
  readonly answer: string;
}

export interface Notes {
  /** What to say, in the presenter's voice, one paragraph an entry. */
  readonly say: readonly string[];
  readonly questions: readonly Question[];
}

export interface SlideWords {
  /** Stable for ever: position, links and reports use it, e.g. `step-1-veth`. */
  readonly id: string;
  readonly section: Section;
  /** The point, not the topic. */
  readonly title: string;
  /** The words on the slide, top to bottom; beside a terminal at most a few short lines. */
  readonly body: readonly Block[];
  /** The picture and terminals of the slide. */
  readonly stage: Stage;
  /** What the slide's picture and terminals show, in sentences, for those who can't see them. */
  readonly summary: string;
  /** Seconds planned for the slide, cues included. */
  readonly target: number;
  readonly notes: Notes;
  readonly cues: readonly Cue[];
  /** Ids of the points (see points.ts) that this slide covers. */
  readonly covers: readonly string[];
  /** How many fragments the slide has; 0 when it shows all at once. */
  readonly fragments: number;
}

export type Section =
  'preparation' | 'introduction' | 'step-1' | 'step-2' | 'step-3' | 'step-4' | 'conclusion';

/** The step of the lab that a section's slides stand on, or null where any will do. */
export function stepOf(section: Section): number | null {
  const match = /^step-(\d)$/.exec(section);
  return match ? Number(match[1]) : null;
}
