import type { IncomingMessage } from 'node:http';
import type { Log } from '../base/log.ts';
import { addressOf } from './addresses.ts';
import type { Addresses } from './addresses.ts';
import { isOwnOrigin } from './origin.ts';

interface Around {
  addresses: Addresses;
  publicUrl: URL | null;
  log: Log;
}

/** As much of engine.io's server as counting takes. */
interface Engine {
  on(
    event: 'connection',
    listener: (connection: { request: IncomingMessage } & NodeJS.EventEmitter) => void,
  ): unknown;
}

/** What every connection passes before anything else is read of it. */
export class Gate {
  readonly #around: Around;

  constructor(around: Around) {
    this.#around = around;
  }

  admit(
    request: IncomingMessage,
    from: 'browser' | 'agent',
    done: (problem: string | null, ok: boolean) => void,
  ): void {
    const { addresses, publicUrl, log } = this.#around;
    const { origin, host } = request.headers;
    const who = addressOf(request, publicUrl !== null);
    const foreign =
      from === 'agent' ? origin !== undefined : !isOwnOrigin({ origin, host }, publicUrl);
    const crowded = foreign ? null : addresses.admit(who);
    if (!foreign && crowded === null) return done(null, true);
    const refusal = foreign
      ? { code: 'foreign-origin', message: `Pages of ${origin} may not talk to this hub.` }
      : { code: 'too-many', message: crowded };
    log.warn({ from: who, code: refusal.code }, `connection refused: ${refusal.message}`);
    done(JSON.stringify(refusal), false);
  }

  /** Counts the connections of each address, from when they stand to when they end. */
  count(engine: Engine): void {
    const { addresses, publicUrl, log } = this.#around;
    engine.on('connection', (connection) => {
      const who = addressOf(connection.request, publicUrl !== null);
      addresses.connected(who);
      connection.on('close', (reason: string, why: unknown) => {
        addresses.disconnected(who);
        if (String(why).includes('Max payload size'))
          log.warn({ from: who, code: 'too-large' }, `connection ended: ${reason}, ${String(why)}`);
      });
    });
  }
}
