import {
  askingSchema,
  askSchema,
  blankSchema,
  clockActionSchema,
  cueRequestSchema,
  freezeSchema,
  highlightingSchema,
  markSchema,
  pointingSchema,
  probeSchema,
  questionsWatchSchema,
  showSchema,
  stepSchema,
  voteSchema,
} from '@netstage/protocol';
import type { AudienceToHub, RemoteToHub, StageToHub } from '@netstage/protocol';
import { z } from 'zod';
import type { Guest } from '../room/questions.ts';
import type { RoomDesk } from '../room/room-desk.ts';
import { handle } from './incoming.ts';
import type { Handlers } from './incoming.ts';

/** What every page asks, whatever it may do: see browser-sockets.ts. */
type Shared = 'sync' | 'watch';
/** What the talk itself takes; here is all the rest. */
type Talk =
  | 'drive'
  | 'terminal-open'
  | 'terminal-close'
  | 'terminal-input'
  | 'terminal-resize'
  | 'terminal-drawn'
  | 'command-run'
  | 'command-next'
  | 'lab-reset'
  | 'lab-check';

export function audienceRoom(
  room: RoomDesk,
  viewer: string,
  who: Guest,
): Handlers<Omit<AudienceToHub, Shared>> {
  return {
    probed: handle(probeSchema, ({ probe }) => room.probed(viewer, probe)),
    'questions-watch': handle(questionsWatchSchema, ({ on }) => room.look(viewer, 'audience', on)),
    ask: handle(askSchema, (typed) => room.ask(who, typed)),
    vote: handle(voteSchema, (vote) => room.vote(who, vote)),
  };
}

export function remoteRoom(room: RoomDesk): Handlers<Omit<RemoteToHub, Shared>> {
  return {
    step: handle(stepSchema, ({ by }) => room.step(by)),
    'cue-run': handle(cueRequestSchema, ({ cue, run }) => room.runCue(cue, run)),
    point: handle(pointingSchema, ({ point }) => room.point(point)),
    highlight: handle(highlightingSchema, ({ highlight }) => room.set({ highlight })),
    blank: handle(blankSchema, ({ on }) => room.set({ blank: on })),
    clock: handle(clockActionSchema, (action) => room.clock(action.do)),
  };
}

export function stageRoom(
  room: RoomDesk,
  viewer: string,
  who: Guest,
): Handlers<Omit<StageToHub, Shared | Talk>> {
  return {
    ...audienceRoom(room, viewer, who),
    ...remoteRoom(room),
    'questions-watch': handle(questionsWatchSchema, ({ on }) => room.look(viewer, 'stage', on)),
    freeze: handle(freezeSchema, ({ on }) => room.freeze(on)),
    show: handle(showSchema, (what) => room.show(what)),
    asking: handle(askingSchema, ({ on }) => room.setAsking(on)),
    'question-mark': handle(markSchema, ({ id, state }) => room.questions.mark(id, state)),
    'questions-clear': handle(z.unknown(), () => room.questions.clear()),
    'remotes-unpair': handle(z.unknown(), () => room.unpair()),
  };
}
