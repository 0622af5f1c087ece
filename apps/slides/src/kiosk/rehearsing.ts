import { rehearsedSlideSchema } from '@netstage/protocol';
import type { Rehearsal } from '@netstage/protocol';
import { z } from 'zod';
import type { Talk } from '../app/talk-context.ts';
import { createStore } from '../follow/store.ts';
import type { Store } from '../follow/store.ts';
import { talk as slides } from '../slides/talk.ts';
import { bookOf } from './book.ts';
import { beginRehearsal, endRehearsal, noteStage } from './speaker.ts';
import type { SpeakerLog } from './speaker.ts';

const KEY = 'netstage:rehearsal';
const book = bookOf(slides);

const keptSchema = z.object({
  log: z.object({
    begun: z.number(),
    preparing: z.number(),
    interrupted: z.int(),
    slides: z.array(rehearsedSlideSchema),
  }),
  slide: z.string().nullable(),
  now: z.number(),
  runs: z.record(z.string(), z.string()),
});

/** The rehearsal of this window, over reloads; only one window should have one. */
export interface Rehearsing {
  /** Null while none is under way. */
  readonly log: Store<SpeakerLog | null>;
  readonly begin: () => void;
  /** Books the time up to now. */
  readonly look: () => void;
  readonly end: () => Rehearsal | null;
}

const known = new WeakMap<Talk, Rehearsing>();

export function rehearsingOf(talk: Talk): Rehearsing {
  const rehearsing = known.get(talk) ?? create(talk);
  known.set(talk, rehearsing);
  return rehearsing;
}

function create({ link }: Talk): Rehearsing {
  const log = createStore<SpeakerLog | null>(readKept());
  let was = link.talk.get().stage;

  function look(): void {
    const { stage } = link.talk.get();
    const before = log.get();
    if (before && stage) keep(noteStage(before, was ?? stage, stage, Date.now()));
    was = stage;
  }

  function keep(next: SpeakerLog | null): void {
    log.set(next);
    if (next) sessionStorage.setItem(KEY, JSON.stringify(next));
    else sessionStorage.removeItem(KEY);
  }

  link.talk.subscribe(() => {
    const { stage } = link.talk.get();
    // Nodes and terminals change many times a second; only these say anything about the rehearsal.
    if (stage?.position !== was?.position || stage?.cues !== was?.cues) look();
  });

  return {
    log,
    look,
    begin() {
      const { stage } = link.talk.get();
      was = stage;
      if (stage) keep(beginRehearsal(book, stage, Date.now()));
    },
    end() {
      look();
      const last = log.get();
      keep(null);
      return last ? endRehearsal(last, book) : null;
    },
  };
}

function readKept(): SpeakerLog | null {
  try {
    const kept = keptSchema.safeParse(JSON.parse(sessionStorage.getItem(KEY) ?? 'null'));
    return kept.success ? kept.data : null;
  } catch {
    // Cut short by whatever ended the page before.
    return null;
  }
}
