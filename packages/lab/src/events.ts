/** What a lab tells those who subscribed, as it happens. */
export type LabEvent =
  | { type: 'starting'; step: number }
  /** Booted, at the start or by a reset: what ran in its nodes before is gone. */
  | { type: 'up'; step: number; ms: number }
  | { type: 'node-died'; step: number; node: string; reason: string }
  | { type: 'step-died'; step: number; reason: string }
  /** The whole lab is ended; `by` is who asked. */
  | { type: 'down'; by: 'owner' | 'another process' };
