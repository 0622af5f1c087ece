import { randomBytes } from 'node:crypto';
import { accepted, inOrder, NAME_LENGTH, QUESTION_LENGTH, refuse } from '@netstage/protocol';
import type { Answer, Question, QuestionsMessage, QuestionState } from '@netstage/protocol';
import { TokenBucket } from '../base/token-bucket.ts';
import { lengthOf, plainText } from './plain-text.ts';
import type { Held, QuestionsFile } from './questions-file.ts';

/** All questions of one talk, hidden ones included. */
const MOST = 500;
/** Per guest: three at once, then one in twenty seconds. */
const ASKS = { rate: 1 / 20, burst: 3 } as const;
const VOTES = { rate: 1, burst: 30 } as const;
/** A hall sits behind one address. */
const ASKS_PER_ADDRESS = { rate: 1, burst: 60 } as const;
const VOTES_PER_ADDRESS = { rate: 50, burst: 3_000 } as const;
/** Ms that changes are gathered for: a vote by each of a thousand is one message. */
const GATHER = 250;
const REMEMBERED = 10_000;

/** Who asks or votes: `guest` names the browser, null for one that kept no cookie. */
export interface Guest {
  guest: string | null;
  address: string;
}

interface Around {
  file: QuestionsFile;
  /** Ms since 1970. */
  now: () => number;
  /** Tells those who look: everything to the presenter, to the others all but what is hidden. */
  tell: (to: 'stage' | 'audience', message: QuestionsMessage) => void;
  /** The number of open questions, or one of them, is another. */
  onChange: () => void;
}

/** The questions of the room: asked and upvoted by the audience, sorted out by the presenter. */
export class Questions {
  readonly #around: Around;
  readonly #held: Map<string, Held>;
  readonly #limits = new Map<string, { asks: TokenBucket; votes: TokenBucket }>();
  readonly #changed = new Set<string>();
  #timer: NodeJS.Timeout | null = null;

  constructor(around: Around) {
    this.#around = around;
    this.#held = around.file.read();
  }

  get open(): number {
    let open = 0;
    for (const { question } of this.#held.values()) if (question.state === 'open') open += 1;
    return open;
  }

  find(id: string): Question | null {
    return this.#held.get(id)?.question ?? null;
  }

  /** The whole list, as that side may see it. */
  list(to: 'stage' | 'audience'): QuestionsMessage {
    const all = [...this.#held.values()].map(({ question }) => question);
    const seen = to === 'stage' ? all : all.filter(({ state }) => state !== 'hidden');
    return { reset: true, changed: inOrder(seen), gone: [] };
  }

  ask(who: Guest, typed: { text: string; name: string }): Answer {
    if (who.guest === null) return noCookie;
    const text = plainText(typed.text);
    const name = plainText(typed.name);
    const length = lengthOf(text);
    if (length < QUESTION_LENGTH.min)
      return refuse('malformed', 'Write your question in a few words more.');
    if (length > QUESTION_LENGTH.max)
      return refuse(
        'too-large',
        `Your question has ${length} characters; ${QUESTION_LENGTH.max} fit on the screen.`,
      );
    if (lengthOf(name) > NAME_LENGTH)
      return refuse('too-large', `A name has at most ${NAME_LENGTH} characters.`);
    const twin = [...this.#held.values()].find(
      ({ question }) =>
        question.state === 'open' && question.text.toLowerCase() === text.toLowerCase(),
    );
    // Asked twice by a slow network, or by two people: either way it is one question.
    if (twin) return this.vote(who, { id: twin.question.id, up: true });
    if (this.#held.size >= MOST)
      return refuse('too-many', 'This talk has as many questions as it can take.');
    if (!this.#may(who, 'asks')) return refuse('too-many', 'One after the other: wait a little.');
    const question: Question = {
      id: randomBytes(6).toString('base64url'),
      text,
      name: name === '' ? null : name,
      votes: 1,
      at: this.#around.now(),
      state: 'open',
    };
    // Who asks wants the answer: that is a vote.
    this.#held.set(question.id, { question, voters: new Set([who.guest]) });
    this.#around.file.asked(question, who.guest);
    this.#around.file.voted(question.id, who.guest, true);
    this.#touch(question.id);
    return accepted;
  }

  vote(who: Guest, { id, up }: { id: string; up: boolean }): Answer {
    if (who.guest === null) return noCookie;
    const held = this.#held.get(id);
    if (!held || held.question.state === 'hidden')
      return refuse('failed', 'This question is not there any more.');
    if (held.voters.has(who.guest) === up) return accepted;
    if (!this.#may(who, 'votes')) return refuse('too-many', 'Too many votes at once.');
    if (up) held.voters.add(who.guest);
    else held.voters.delete(who.guest);
    held.question = { ...held.question, votes: held.voters.size };
    this.#around.file.voted(id, who.guest, up);
    this.#touch(id);
    return accepted;
  }

  mark(id: string, state: QuestionState): Answer {
    const held = this.#held.get(id);
    if (!held) return refuse('failed', 'This question is not there any more.');
    if (held.question.state === state) return accepted;
    held.question = { ...held.question, state };
    this.#around.file.marked(id, state);
    this.#touch(id);
    return accepted;
  }

  clear(): Answer {
    this.#around.file.putAway(this.#around.now());
    this.#held.clear();
    this.#changed.clear();
    for (const to of ['stage', 'audience'] as const) this.#around.tell(to, this.list(to));
    this.#around.onChange();
    return accepted;
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
  }

  #touch(id: string): void {
    this.#changed.add(id);
    this.#around.onChange();
    this.#timer ??= setTimeout(() => this.#flush(), GATHER);
  }

  #flush(): void {
    this.#timer = null;
    const changed = [...this.#changed].flatMap((id) => this.find(id) ?? []);
    this.#changed.clear();
    this.#around.tell('stage', { reset: false, changed, gone: [] });
    this.#around.tell('audience', {
      reset: false,
      changed: changed.filter(({ state }) => state !== 'hidden'),
      gone: changed.filter(({ state }) => state === 'hidden').map(({ id }) => id),
    });
  }

  #may({ guest, address }: Guest, what: 'asks' | 'votes'): boolean {
    const own = this.#limit(`guest ${guest}`, ASKS, VOTES);
    const shared = this.#limit(`address ${address}`, ASKS_PER_ADDRESS, VOTES_PER_ADDRESS);
    return own[what].take() && shared[what].take();
  }

  #limit(
    key: string,
    asks: { rate: number; burst: number },
    votes: { rate: number; burst: number },
  ): { asks: TokenBucket; votes: TokenBucket } {
    const known = this.#limits.get(key);
    if (known) return known;
    if (this.#limits.size >= REMEMBERED)
      for (const [old, limit] of this.#limits)
        if (limit.asks.full && limit.votes.full) this.#limits.delete(old);
    const fresh = {
      asks: new TokenBucket(asks.rate, asks.burst),
      votes: new TokenBucket(votes.rate, votes.burst),
    };
    this.#limits.set(key, fresh);
    return fresh;
  }
}

const noCookie = refuse(
  'wrong-token',
  'This browser kept no cookie of the talk. Allow it and reload this page.',
);
