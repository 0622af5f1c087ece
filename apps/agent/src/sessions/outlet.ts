import type {
  RunReport,
  TerminalOpened,
  TerminalOutput,
  TerminalResized,
  TerminalState,
} from '@netstage/protocol';

/** Where the terminals' messages go, in their order, for as long as a hub is connected. */
export interface Outlet {
  opened(message: TerminalOpened): void;
  output(message: TerminalOutput & { data: Uint8Array }): void;
  resized(message: TerminalResized): void;
  state(message: TerminalState): void;
  closed(message: { terminal: string; reason: string }): void;
  run(message: RunReport): void;
}
