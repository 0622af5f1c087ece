import type { Size } from '@netstage/protocol';

/** One thing that happened to a terminal, in order. Places are bytes from the shell's start. */
export type Entry =
  | { type: 'output'; offset: number; end: number; data: string }
  | { type: 'resized'; offset: number; end: number; size: Size };
