import { apply } from '@netstage/topology';
import type { StageEvent, StageState, TerminalView } from './stage.ts';

/** The stage before anything was heard. */
export function emptyStage(slide: string): StageState {
  return {
    position: { slide, fragment: -1 },
    driver: null,
    lab: [],
    nodes: {},
    terminals: {},
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
      return { ...state, lab: [...others, event.step].sort((a, b) => a.step - b.step) };
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
      return withTerminal(state, event.id, (view) => ({ ...view, run: event.run }));
    case 'run-phase':
      return withTerminal(state, event.id, (view) =>
        view.run?.run === event.run ? { ...view, run: { ...view.run, state: event.state } } : view,
      );
    case 'shell':
      return withTerminal(state, event.id, (view) => ({ ...view, shell: event.shell }));
    case 'followers':
      return { ...state, followers: event.followers };
  }
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
