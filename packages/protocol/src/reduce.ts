import { apply } from '@netstage/topology';
import type { LabStep, StageEvent, StageState, TerminalView } from './stage.ts';
import { nodeOf } from './terminal.ts';

/** The stage before anything was heard. */
export function emptyStage(slide: string): StageState {
  return {
    position: { slide, fragment: -1 },
    driver: null,
    lab: [],
    nodes: {},
    terminals: {},
    cues: {},
    left: {},
    followers: 0,
  };
}

/**
 * The one reducer, run by the hub and by every browser. An event about something unknown changes
 * nothing: it can only come before the snapshot that brings the thing.
 */
export function reduce(state: StageState, event: StageEvent): StageState {
  switch (event.type) {
    case 'position':
      return { ...state, position: event.position, driver: event.driver };
    case 'lab': {
      const others = state.lab.filter((step) => step.step !== event.step.step);
      const lab = [...others, event.step].sort((a, b) => a.step - b.step);
      return { ...state, lab, ...keptAfter(state, event.step) };
    }
    case 'node':
      return { ...state, nodes: { ...state.nodes, [event.view.node]: event.view } };
    case 'node-changes': {
      const view = state.nodes[event.node];
      if (!view?.state) return state;
      const changed = { ...view, heard: event.heard, state: apply(view.state, event.changes) };
      return { ...state, nodes: { ...state.nodes, [event.node]: changed } };
    }
    case 'terminal':
      return { ...state, terminals: { ...state.terminals, [event.view.id]: event.view } };
    case 'terminal-gone': {
      const { [event.id]: gone, ...terminals } = state.terminals;
      return gone ? { ...state, terminals } : state;
    }
    case 'run':
      return withOutcome(
        withTerminal(state, event.id, (view) => ({ ...view, run: event.run })),
        event.id,
      );
    case 'run-phase':
      return withOutcome(
        withTerminal(state, event.id, (view) =>
          view.run?.run === event.run
            ? { ...view, run: { ...view.run, state: event.state } }
            : view,
        ),
        event.id,
      );
    case 'shell':
      return withTerminal(state, event.id, (view) => ({ ...view, shell: event.shell }));
    case 'checked':
      return { ...state, left: { ...state.left, ...event.left } };
    case 'followers':
      return { ...state, followers: event.followers };
  }
}

/** Copies the terminal's run to its cue; a terminal runs one command at a time. */
function withOutcome(state: StageState, terminal: string): StageState {
  const run = state.terminals[terminal]?.run;
  if (!run || run.cue === null) return state;
  const { [run.cue]: _before, ...others } = state.cues;
  return { ...state, cues: { ...others, [run.cue]: { terminal, run } } };
}

/** A lab that starts anew makes its earlier outcomes, and what was found on it, untrue. */
function keptAfter(state: StageState, step: LabStep): Pick<StageState, 'cues' | 'left'> {
  const { cues, left } = state;
  if (step.status !== 'resetting' && step.status !== 'down') return { cues, left };
  const nodes = new Set(step.nodes.map((node) => node.name));
  return {
    cues: Object.fromEntries(
      Object.entries(cues).filter(([, outcome]) => !nodes.has(nodeOf(outcome.terminal))),
    ),
    left: Object.fromEntries(Object.entries(left).filter(([node]) => !nodes.has(node))),
  };
}

function withTerminal(
  state: StageState,
  id: string,
  change: (view: TerminalView) => TerminalView,
): StageState {
  const view = state.terminals[id];
  if (!view) return state;
  return { ...state, terminals: { ...state.terminals, [id]: change(view) } };
}
