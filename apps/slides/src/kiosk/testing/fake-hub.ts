import { accepted, emptyStage, nodeOf, reduce, refuse, terminalId } from '@netstage/protocol';
import type {
  Answer,
  Command,
  LabStep,
  Position,
  Rehearsal,
  RunPhase,
  ShellState,
  StageEvent,
} from '@netstage/protocol';
import { createStore } from '../../follow/store.ts';
import type { Book } from '../book.ts';
import { worldOf } from '../play.ts';
import type { Clock, Desk } from '../play.ts';

/** How a command comes out. */
export type Outcome =
  | { readonly is: 'held'; readonly ms?: number }
  | { readonly is: 'broken'; readonly why: string }
  /** Goes on until Ctrl-C. */
  | { readonly is: 'hung' };

const BOOT = 400;
const KEY = 5;
/** A capture prints what has passed so many ms later. */
const CAPTURED = 350;

/**
 * Hub, agents and labs as a kiosk sees them, folded by the protocol's own reducer.
 *
 * @param outcomeOf how the nth run (from 1) of a cue comes out
 */
export function fakeHub(
  book: Book,
  clock: Clock,
  outcomeOf: (cue: string, nth: number) => Outcome = () => ({ is: 'held' }),
) {
  const me = 'kiosk';
  let connected = true;
  let stage = emptyStage('title');
  const world = createStore(worldOf(connected, stage, me));
  const did: string[] = [];
  const runs = new Map<string, number>();
  const saved: Rehearsal[] = [];
  /** Nodes that no reset brings back. */
  const dead = new Set<string>();
  /** Ends a terminal's running command. */
  const enders = new Map<string, (exit: number | null) => void>();
  /** Prints all that a capture in the terminal has seen. */
  const captures = new Map<string, () => void>();
  const nodes = new Map([...book.cues.values()].map(({ cue, step }) => [cue.node, step]));

  function publish(...events: StageEvent[]): void {
    for (const event of events) stage = reduce(stage, event);
    if (connected) world.set(worldOf(true, stage, me));
  }

  function lab(step: number, status: LabStep['status']): StageEvent {
    const own = [...nodes].filter(([, its]) => its === step);
    return {
      type: 'lab',
      step: {
        step,
        title: `step ${step}`,
        underlay: { prefix: '10.0.0.0/24', outside: '10.0.0.1' },
        nodes: own.map(([name]) => ({ name, address: '10.0.0.10' })),
        status,
        reason: null,
      },
    };
  }

  function link(node: string, status: 'booting' | 'here'): StageEvent {
    const step = nodes.get(node) ?? 0;
    return { type: 'node', view: { node, step, link: { status }, heard: 0, state: null } };
  }

  function shell(id: string, at: 'starting' | 'prompt' | 'command'): StageEvent {
    const states = {
      starting: { at: 'starting' },
      prompt: { at: 'prompt', typed: false },
      command: { at: 'command', since: 0 },
    } as const satisfies Record<string, ShellState>;
    const run = stage.terminals[id]?.run ?? null;
    const size = { cols: 80, rows: 20 };
    return { type: 'terminal', view: { id, title: id, size, shell: states[at], run } };
  }

  function newShell(id: string): void {
    const run = stage.terminals[id]?.run;
    if (run && run.state.phase !== 'ended')
      publish({ type: 'run-phase', id, run: run.run, state: lost });
    enders.delete(id);
    publish(shell(id, 'starting'));
    clock.after(50, () => publish(shell(id, 'prompt')));
  }

  function back(node: string): void {
    if (dead.has(node)) return;
    publish(link(node, 'here'));
    const own = Object.keys(stage.terminals).filter((id) => nodeOf(id) === node);
    for (const id of new Set([...own, terminalId(node)])) newShell(id);
  }

  function run(terminal: string, command: Command): Promise<Answer> {
    if (!connected) return Promise.resolve(refuse('failed', 'not connected'));
    const view = stage.terminals[terminal];
    if (!view) return Promise.resolve(refuse('unknown-terminal', 'open it first'));
    if (stage.nodes[nodeOf(terminal)]?.link.status !== 'here')
      return Promise.resolve(refuse('agent-away', 'its agent is away'));
    if (view.run?.run === command.run) return Promise.resolve(accepted);
    if (view.shell.at !== 'prompt') return Promise.resolve(refuse('busy', 'a program runs'));
    begin(terminal, command);
    return Promise.resolve(accepted);
  }

  function begin(id: string, { run, cue, command, typing, timeout, ready }: Command): void {
    const name = cue ?? command;
    const nth = (runs.get(name) ?? 0) + 1;
    runs.set(name, nth);
    did.push(`run ${name}`);
    const phase = (state: RunPhase): void => {
      if (stage.terminals[id]?.run?.run === run) publish({ type: 'run-phase', id, run, state });
    };
    publish({ type: 'run', id, run: { run, cue, command, state: { phase: 'typing' } } });
    clock.after(command.length * Math.max(typing, KEY / 10), () => {
      if (stage.terminals[id]?.run?.run !== run) return;
      phase({ phase: 'running' });
      publish(shell(id, 'command'));
      const outcome = outcomeOf(name, nth);
      let shown = ready === undefined;
      enders.set(id, (exit) => {
        enders.delete(id);
        captures.delete(id);
        const why = outcome.is === 'broken' ? [outcome.why] : shown ? [] : ['a packet is missing'];
        clock.after(CAPTURED, () => captures.forEach((show) => show()));
        const held = exit !== null && why.length === 0;
        phase({
          phase: 'ended',
          exit,
          took: 100,
          verdict: { held, why: held || why.length > 0 ? why : ['it did not end in time'] },
        });
        if (exit !== null) publish(shell(id, 'prompt'));
      });
      if (ready !== undefined) {
        clock.after(80, () => phase({ phase: 'running', ready: true }));
        captures.set(id, () => {
          shown = true;
          phase({ phase: 'running', ready: true, shown });
        });
      } else if (outcome.is === 'hung') clock.after(timeout, () => enders.get(id)?.(null));
      else
        clock.after(outcome.is === 'held' ? (outcome.ms ?? 100) : 100, () => enders.get(id)?.(0));
    });
  }

  const desk: Desk = {
    world,
    drive(position: Position) {
      did.push(`show ${position.slide} ${position.fragment}`);
      if (connected) clock.after(20, () => publish({ type: 'position', position, driver: me }));
    },
    run,
    reset(step) {
      did.push(`reset ${step}`);
      const own = [...nodes].filter(([, its]) => its === step).map(([name]) => name);
      publish(lab(step, 'resetting'), ...own.map((name) => link(name, 'booting')));
      return new Promise((resolve) => {
        clock.after(BOOT, () => {
          publish(lab(step, 'up'));
          for (const name of own) back(name);
          resolve(accepted);
        });
      });
    },
    open(terminal) {
      did.push(`open ${terminal}`);
      clock.after(30, () => newShell(terminal));
    },
    type(terminal, data) {
      did.push(`type ${terminal} ${JSON.stringify(data)}`);
      if (data !== '\u0003') return;
      const end = enders.get(terminal);
      if (end) clock.after(10, () => end(0));
      else clock.after(10, () => publish(shell(terminal, 'prompt')));
    },
    save: (rehearsal) => saved.push(rehearsal),
  };

  for (const step of new Set(nodes.values())) publish(lab(step, 'up'));
  for (const [node] of nodes) publish(link(node, 'here'), shell(terminalId(node), 'prompt'));

  return {
    desk,
    did,
    saved,
    stage: () => stage,
    /** The node's agent dies, and comes back after that long; with null never, whatever is done. */
    killAgent(node: string, ms: number | null) {
      if (ms === null) dead.add(node);
      for (const id of enders.keys()) if (nodeOf(id) === node) enders.delete(id);
      publish({
        type: 'node',
        view: {
          node,
          step: nodes.get(node) ?? 0,
          link: { status: 'away', since: 0, reason: 'its agent ended' },
          heard: 0,
          state: null,
        },
      });
      clock.after(ms ?? 0, () => back(node));
    },
    cut(ms: number) {
      connected = false;
      world.set(worldOf(false, stage, me));
      clock.after(ms, () => {
        connected = true;
        world.set(worldOf(true, stage, me));
      });
    },
    /** Somebody else takes the talk over. */
    takenOver: () =>
      publish({ type: 'position', position: { slide: 'title', fragment: -1 }, driver: 'other' }),
    /** A phone of this console moves the talk. */
    moved: () =>
      publish({ type: 'position', position: { slide: 'title', fragment: -1 }, driver: me }),
    noLab: (step: number) => publish(lab(step, 'down')),
  };
}

const lost: RunPhase = {
  phase: 'ended',
  exit: null,
  took: 0,
  verdict: { held: false, why: ['the shell ended before it did'] },
};
