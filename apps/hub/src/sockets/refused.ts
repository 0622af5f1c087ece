import type { Refusal } from '@netstage/protocol';

/** A refusal at the handshake: socket.io hands `data` to the client with its `connect_error`. */
export class Refused extends Error {
  readonly data: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.data = refusal;
  }
}
