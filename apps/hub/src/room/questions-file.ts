import { appendFileSync, existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { questionSchema } from '@netstage/protocol';
import type { Question, QuestionState } from '@netstage/protocol';
import { z } from 'zod';

const lineSchema = z.discriminatedUnion('did', [
  z.object({ did: z.literal('ask'), question: questionSchema, by: z.string() }),
  z.object({ did: z.literal('vote'), id: z.string(), by: z.string(), up: z.boolean() }),
  z.object({ did: z.literal('mark'), id: z.string(), state: questionSchema.shape.state }),
]);
type Line = z.infer<typeof lineSchema>;

/** A question with those who upvoted it, as far as the hub knows them. */
export interface Held {
  question: Question;
  voters: Set<string>;
}

/**
 * What was asked, as a log of one JSON object a line: whatever ends the hub, at most the last line
 * is lost. Kept until the presenter puts it away.
 */
export class QuestionsFile {
  readonly #stateDir: string | null;

  /** @param stateDir null keeps nothing */
  constructor(stateDir: string | null) {
    this.#stateDir = stateDir;
  }

  read(): Map<string, Held> {
    const held = new Map<string, Held>();
    const file = this.#file();
    if (file === null || !existsSync(file)) return held;
    for (const text of readFileSync(file, 'utf8').split('\n')) {
      const line = parsed(text);
      if (line) fold(held, line);
    }
    return held;
  }

  asked(question: Question, by: string): void {
    this.#append({ did: 'ask', question, by });
  }

  voted(id: string, by: string, up: boolean): void {
    this.#append({ did: 'vote', id, by, up });
  }

  marked(id: string, state: QuestionState): void {
    this.#append({ did: 'mark', id, state });
  }

  /** The file is kept under a name with the time in it. `at` is ms since 1970. */
  putAway(at: number): void {
    const file = this.#file();
    if (file === null || this.#stateDir === null || !existsSync(file)) return;
    const time = new Date(at).toISOString().replaceAll(/[:.]/g, '-');
    renameSync(file, join(this.#stateDir, `questions-${time}.jsonl`));
  }

  #append(line: Line): void {
    const file = this.#file();
    if (file !== null) appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
  }

  #file(): string | null {
    return this.#stateDir === null ? null : join(this.#stateDir, 'questions.jsonl');
  }
}

function fold(held: Map<string, Held>, line: Line): void {
  if (line.did === 'ask') {
    held.set(line.question.id, { question: { ...line.question, votes: 0 }, voters: new Set() });
    return;
  }
  const known = held.get(line.id);
  if (!known) return;
  if (line.did === 'mark') known.question = { ...known.question, state: line.state };
  else {
    if (line.up) known.voters.add(line.by);
    else known.voters.delete(line.by);
    known.question = { ...known.question, votes: known.voters.size };
  }
}

/** Null for a line that was cut short when the hub was killed, and for the empty one at the end. */
function parsed(text: string): Line | null {
  try {
    return lineSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
