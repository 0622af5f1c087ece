import type {
  Answer,
  ClockAction,
  Highlight,
  HubToBrowser,
  Point,
  QuestionState,
  StageToHub,
} from '@netstage/protocol';
import type { Socket } from 'socket.io-client';

/** What a paired phone can do, and the presenter's windows as well. */
export interface RemoteActions {
  /** A step from wherever the talk is when the hub hears of it. */
  readonly step: (by: 1 | -1) => Promise<Answer>;
  /** Runs a cue of the slide that is shown. */
  readonly runCue: (cue: string, run: string) => Promise<Answer>;
  readonly point: (point: Point | null) => void;
  readonly highlight: (highlight: Highlight | null) => void;
  readonly blank: (on: boolean) => Promise<Answer>;
  readonly clock: (action: ClockAction) => Promise<Answer>;
}

/** What lies over the stage is chosen by the question's id. */
export type Show = { kind: 'nothing' } | { kind: 'share' } | { kind: 'question'; id: string };

/** What only the presenter's windows can do. */
export interface RoomActions extends RemoteActions {
  readonly freeze: (on: boolean) => Promise<Answer>;
  readonly show: (what: Show) => Promise<Answer>;
  readonly asking: (on: boolean) => Promise<Answer>;
  readonly mark: (id: string, state: QuestionState) => Promise<Answer>;
  readonly clearQuestions: () => Promise<Answer>;
  readonly unpair: () => Promise<Answer>;
}

type Answered = (ask: () => Promise<unknown>) => Promise<Answer>;

const ANSWER_TIMEOUT = 10_000;

export function createRoomActions(
  socket: Socket<HubToBrowser, StageToHub>,
  answered: Answered,
): RoomActions {
  const asking = () => socket.timeout(ANSWER_TIMEOUT);
  return {
    step: (by) => answered(() => asking().emitWithAck('step', { by })),
    runCue: (cue, run) => answered(() => asking().emitWithAck('cue-run', { cue, run })),
    point: (point) => {
      // Only the latest place counts: none is kept for later.
      if (socket.connected) socket.volatile.emit('point', { point });
    },
    highlight: (highlight) => {
      if (socket.connected) socket.emit('highlight', { highlight });
    },
    blank: (on) => answered(() => asking().emitWithAck('blank', { on })),
    clock: (action) => answered(() => asking().emitWithAck('clock', { do: action })),
    freeze: (on) => answered(() => asking().emitWithAck('freeze', { on })),
    show: (what) => answered(() => asking().emitWithAck('show', what)),
    asking: (on) => answered(() => asking().emitWithAck('asking', { on })),
    mark: (id, state) => answered(() => asking().emitWithAck('question-mark', { id, state })),
    clearQuestions: () => answered(() => asking().emitWithAck('questions-clear', {})),
    unpair: () => answered(() => asking().emitWithAck('remotes-unpair', {})),
  };
}
