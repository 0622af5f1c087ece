import type { IncomingMessage } from 'node:http';
import { TokenBucket } from '../base/token-bucket.ts';

/**
 * A lecture hall stands behind one address, so these are generous: they keep one machine from
 * taking the hub's memory, not a crowd from coming in.
 */
const CONNECTIONS = 2_500;
const CONNECTIONS_PER_ADDRESS = 1_500;
const ATTEMPTS_PER_SECOND = 300;
const ATTEMPTS_AT_ONCE = 1_500;
/** Wrong tokens are nobody's habit. */
const FAILURES_PER_SECOND = 0.2;
const FAILURES_AT_ONCE = 20;
/** Addresses remembered at once; beyond, those with nothing against them are forgotten. */
const REMEMBERED = 10_000;

interface Address {
  connections: number;
  attempts: TokenBucket;
  failures: TokenBucket;
}

/** Who connects from where, and how often. */
export class Addresses {
  readonly #known = new Map<string, Address>();
  #connections = 0;

  /** Whether one more connection may be tried from there; if not, why. */
  admit(address: string): string | null {
    const known = this.#of(address);
    if (this.#connections >= CONNECTIONS) return 'The hub is full. Try again later.';
    if (known.connections >= CONNECTIONS_PER_ADDRESS)
      return 'Too many connections from your address.';
    return known.attempts.take() ? null : 'Too many attempts from your address. Wait a moment.';
  }

  connected(address: string): void {
    this.#of(address).connections += 1;
    this.#connections += 1;
  }

  disconnected(address: string): void {
    this.#of(address).connections -= 1;
    this.#connections -= 1;
  }

  /** Counts a wrong token. Whether one more may be tried from there. */
  mayFail(address: string): boolean {
    return this.#of(address).failures.take();
  }

  #of(address: string): Address {
    const known = this.#known.get(address);
    if (known) return known;
    if (this.#known.size >= REMEMBERED) this.#forget();
    const fresh = {
      connections: 0,
      attempts: new TokenBucket(ATTEMPTS_PER_SECOND, ATTEMPTS_AT_ONCE),
      failures: new TokenBucket(FAILURES_PER_SECOND, FAILURES_AT_ONCE),
    };
    this.#known.set(address, fresh);
    return fresh;
  }

  #forget(): void {
    for (const [address, { connections, attempts, failures }] of this.#known)
      if (connections === 0 && attempts.full && failures.full) this.#known.delete(address);
  }
}

/** @param proxied whether a reverse proxy on this machine is trusted to tell the address */
export function addressOf(request: IncomingMessage, proxied: boolean): string {
  const peer = request.socket.remoteAddress ?? 'local';
  const local = peer === '::1' || /^(::ffff:)?127\./.test(peer);
  const forwarded = request.headers['x-forwarded-for'];
  if (!proxied || !local || typeof forwarded !== 'string') return peer;
  // The last one was written by the proxy, the ones before by whoever likes.
  return forwarded.split(',').at(-1)?.trim() || peer;
}
