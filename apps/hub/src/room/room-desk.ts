import { accepted, refuse, stepFrom } from '@netstage/protocol';
import type {
  Answer,
  ClockAction,
  Point,
  Position,
  QuestionsMessage,
  Room as RoomState,
  showSchema,
} from '@netstage/protocol';
import type { z } from 'zod';
import type { RemotePass } from '../auth/remote-pass.ts';
import type { Log } from '../base/log.ts';
import type { Fanout } from '../fanout/fanout.ts';
import type { Outgoing } from '../fanout/outgoing.ts';
import type { Port, Role } from '../fanout/port.ts';
import type { Stage } from '../talk/stage.ts';
import type { Terminals } from '../talk/terminals.ts';
import { DeckFile } from './deck-file.ts';
import { Lag } from './lag.ts';
import { Pointer } from './pointer.ts';
import { QuestionsFile } from './questions-file.ts';
import { Questions } from './questions.ts';
import type { Guest } from './questions.ts';
import type { RoomFile } from './room-file.ts';
import { Room } from './room.ts';
import { stoppedClock, TalkClock } from './talk-clock.ts';

const TICK = 1_000;
const LOOKERS = 'questions';

interface Around {
  stage: Stage;
  port: Port;
  fanout: Fanout;
  terminals: Terminals;
  deckDir: string;
  stateDir: string | null;
  roomFile: RoomFile;
  pass: RemotePass;
  /** False for a talk that takes no questions at all. */
  questions: boolean;
  share: RoomState['share'];
  log: Log;
}

/** Who may look at the questions, each in its own way. */
type Asker = 'stage' | 'audience';

/** The room around the talk: freeze, blank, pointing, the clock, who keeps up, questions. */
export class RoomDesk {
  readonly #around: Around;
  readonly #room: Room;
  readonly #clock: TalkClock;
  readonly #pointer: Pointer;
  readonly #lag: Lag;
  readonly #deck: DeckFile;
  readonly questions: Questions;
  readonly #timer: NodeJS.Timeout;
  /** The highlight of the picture that a frozen audience keeps. */
  #keptLight: RoomState['highlight'] = null;
  /** Where the talk is, to tell a move from a change of drivers. */
  #at: Position;

  constructor(around: Around) {
    this.#around = around;
    const { stage, fanout, port } = around;
    const kept = around.roomFile.read();
    this.#at = stage.state.position;
    const { slide } = this.#at;
    this.#clock = new TalkClock(kept?.clock ?? stoppedClock(slide), Date.now, () => {
      this.#tick();
      this.#keep();
    });
    this.#lag = new Lag({
      followers: () => fanout.viewers('audience'),
      send: (followers, probe) =>
        port.send('audience', followers, { event: 'probe', message: { probe } }),
      now: () => performance.now(),
    });
    this.#pointer = new Pointer(
      (point, every) => this.#point({ event: 'pointer', message: { point, every } }),
      () => fanout.count('audience'),
    );
    this.questions = new Questions({
      file: new QuestionsFile(around.questions ? around.stateDir : null),
      now: Date.now,
      tell: (to, message) => this.#tellLookers(to, message),
      onChange: () => this.#counted(),
    });
    this.#room = new Room(
      {
        deck: null,
        frozen: false,
        blank: false,
        share: around.share,
        asking: around.questions ? (kept?.asking ?? true) : null,
        questions: this.questions.open,
        showing: { kind: 'nothing' },
        highlight: null,
      },
      () => {
        for (const role of ['stage', 'audience', 'remote'] as const)
          fanout.tell(role, this.#roomOf(role));
      },
    );
    this.#deck = new DeckFile(around.deckDir, around.log, (outline) =>
      this.#room.set({ deck: outline?.deck ?? null }),
    );
    this.#room.set({ deck: this.#deck.outline?.deck ?? null });
    this.#timer = setInterval(() => this.#tick(), TICK);
    this.#timer.unref();
  }

  get room(): RoomState {
    return this.#room.state;
  }

  /** What a viewer is told together with the stage's state. */
  extras(role: Role): Outgoing[] {
    const room = this.#roomOf(role);
    return role === 'audience' ? [room] : [room, this.#deskNow()];
  }

  /** The talk has moved: what was laid over the slide before is gone. */
  moved({ slide, fragment }: Position): void {
    const before = this.#at;
    if (before.slide === slide && before.fragment === fragment) return;
    this.#at = { slide, fragment };
    this.#clock.on(slide);
    this.#room.set({ blank: false, highlight: null, showing: { kind: 'nothing' } });
  }

  share(share: RoomState['share']): void {
    this.#room.set({ share });
  }

  /** A follower has taken in all before that probe. */
  probed(viewer: string, probe: number): void {
    this.#lag.answered(viewer, probe);
  }

  ask(who: Guest, typed: Parameters<Questions['ask']>[1]): Answer {
    return this.#taking() ?? this.questions.ask(who, typed);
  }

  vote(who: Guest, vote: Parameters<Questions['vote']>[1]): Answer {
    return this.#taking() ?? this.questions.vote(who, vote);
  }

  /** Whether the viewer looks at the questions: then it has all of them, and is told what changes. */
  look(viewer: string, as: Asker, on: boolean): void {
    const { port } = this.#around;
    if (!on) return port.leave(viewer, LOOKERS);
    port.join(viewer, LOOKERS);
    port.send(as, [viewer], { event: 'questions', message: this.questions.list(as) });
  }

  point(point: Point | null): void {
    this.#pointer.point(point);
  }

  set(change: Partial<Pick<RoomState, 'blank' | 'highlight'>>): void {
    this.#room.set(change);
  }

  clock(action: ClockAction): void {
    this.#clock.do(action);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#pointer.stop();
    this.#lag.stop();
    this.#deck.stop();
    this.questions.stop();
  }

  /** The deck's own order decides, so that two who step at once go two steps and nobody astray. */
  step(by: 1 | -1): Answer {
    const { stage } = this.#around;
    const { position, driver } = stage.state;
    const outline = this.#deck.outline;
    if (!outline) return noDeck;
    const next = stepFrom(outline.slides, position, by);
    if (next.slide !== position.slide || next.fragment !== position.fragment)
      stage.publish({ type: 'position', position: next, driver });
    return accepted;
  }

  runCue(id: string, run: string): Answer | Promise<Answer> {
    const outline = this.#deck.outline;
    if (!outline) return noDeck;
    const { slide } = this.#around.stage.state.position;
    const here = outline.slides.find((one) => one.id === slide);
    const cue = here?.cues.find((one) => one.id === id);
    if (!cue) return refuse('failed', 'This command is not on the slide that is shown now.');
    return this.#around.terminals.run(cue.terminal, { ...cue.command, run, cue: id });
  }

  freeze(on: boolean): void {
    if (on === this.#room.state.frozen) return;
    this.#keptLight = this.#room.state.highlight;
    this.#around.fanout.freeze(on);
    this.#room.set({ frozen: on });
  }

  unpair(): void {
    const { pass, port, fanout } = this.#around;
    pass.revoke();
    this.#keep();
    for (const remote of fanout.viewers('remote')) port.drop(remote);
  }

  show(what: z.infer<typeof showSchema>): Answer {
    if (what.kind !== 'question') {
      this.#room.set({ showing: what });
      return accepted;
    }
    const question = this.questions.find(what.id);
    if (!question) return refuse('failed', 'This question is not there any more.');
    this.#room.set({ showing: { kind: 'question', question } });
    return accepted;
  }

  setAsking(on: boolean): Answer {
    if (this.#room.state.asking === null) return noQuestions;
    this.#room.set({ asking: on });
    this.#keep();
    return accepted;
  }

  /** The room as it is told to a role: a frozen audience has the light of the picture it has. */
  #roomOf(role: Role): Outgoing {
    const now = this.#room.state;
    const room = role === 'audience' && now.frozen ? { ...now, highlight: this.#keptLight } : now;
    return { event: 'room', message: { room } };
  }

  #taking(): Answer | null {
    const { asking } = this.#room.state;
    if (asking === null) return noQuestions;
    return asking ? null : refuse('failed', 'Questions are closed for now.');
  }

  #tellLookers(to: Asker, message: QuestionsMessage): void {
    if (!message.reset && message.changed.length === 0 && message.gone.length === 0) return;
    this.#around.port.broadcast(to, LOOKERS, { event: 'questions', message });
  }

  #counted(): void {
    const { showing } = this.#room.state;
    const shown = showing.kind === 'question' ? this.questions.find(showing.question.id) : null;
    const gone = showing.kind === 'question' && shown?.state !== 'open';
    this.#room.set({
      questions: this.questions.open,
      ...(gone && { showing: { kind: 'nothing' } }),
    });
  }

  #point(out: Outgoing): void {
    const { fanout } = this.#around;
    fanout.tell('stage', out);
    fanout.tell('remote', out);
    // What is pointed at is not what they see.
    if (!this.#room.state.frozen) fanout.tell('audience', out);
  }

  #tick(): void {
    const out = this.#deskNow();
    for (const role of ['stage', 'remote'] as const) this.#around.fanout.tell(role, out);
  }

  #deskNow(): Outgoing {
    const desk = {
      now: Date.now(),
      clock: this.#clock.state,
      lag: this.#lag.state,
      remotes: this.#around.fanout.count('remote'),
      paired: this.#around.pass.taken,
    };
    return { event: 'desk', message: { desk } };
  }

  #keep(): void {
    this.#around.roomFile.write({
      clock: this.#clock.state,
      asking: this.#room.state.asking ?? true,
      pairedSince: this.#around.pass.since,
    });
  }
}

const noDeck = refuse('failed', 'The deck has no outline. Build it with: npm run build');
const noQuestions = refuse('failed', 'This talk takes no questions here.');
