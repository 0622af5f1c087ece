import { createHmac, randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { sameSecret } from './secrets.ts';
import type { Secrets } from './secrets.ts';

/** Ms that a pairing link waits for its phone. */
export const PAIRING = 5 * 60_000;
/** Ms that a paired phone stays paired: one day of talks. */
const PAIRED = 12 * 60 * 60_000;
const MOST_LINKS = 20;

/** What a phone shows to be the remote: got by a link that works once, and for a day only. */
export class RemotePass {
  readonly #app: FastifyInstance;
  readonly #secrets: Secrets;
  readonly #secure: boolean;
  readonly #now: () => number;
  /** Open links, and when each ends. */
  readonly #links = new Map<string, number>();
  #taken = 0;
  /** Passes given before this moment are worth nothing. */
  #since: number;

  /** @param now ms since 1970 */
  constructor(
    app: FastifyInstance,
    secrets: Secrets,
    secure: boolean,
    since: number,
    now: () => number,
  ) {
    this.#app = app;
    this.#secrets = secrets;
    this.#secure = secure;
    this.#since = since;
    this.#now = now;
  }

  get since(): number {
    return this.#since;
  }

  /** How many links were taken so far. */
  get taken(): number {
    return this.#taken;
  }

  /** A new link's secret part. */
  offer(): string {
    const now = this.#now();
    for (const [old, end] of this.#links) if (end <= now) this.#links.delete(old);
    const [oldest] = this.#links.keys();
    if (this.#links.size >= MOST_LINKS && oldest !== undefined) this.#links.delete(oldest);
    const link = randomBytes(15).toString('base64url');
    this.#links.set(link, now + PAIRING);
    return link;
  }

  /** Whether the link is open; it is open no more after it was taken. */
  take(link: string): boolean {
    const known = [...this.#links.keys()].find((one) => sameSecret(one, link));
    if (known === undefined) return false;
    const end = this.#links.get(known) ?? 0;
    this.#links.delete(known);
    if (end <= this.#now()) return false;
    this.#taken += 1;
    return true;
  }

  give(reply: FastifyReply): void {
    reply.setCookie(this.#cookie, `${this.#now()}.${this.#proof}`, {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: this.#secure,
      signed: true,
      maxAge: PAIRED / 1_000,
    });
  }

  isCookie(header: string | undefined): boolean {
    const signed = this.#app.parseCookie(header ?? '')[this.#cookie];
    if (signed === undefined) return false;
    const { valid, value } = this.#app.unsignCookie(signed);
    const [given, proof] = (valid ? value : null)?.split('.') ?? [];
    if (given === undefined || proof === undefined) return false;
    const at = Number(given);
    const fresh = at > this.#since && this.#now() < at + PAIRED;
    return sameSecret(proof, this.#proof) && fresh;
  }

  /** Unpairs every phone and closes every link. */
  revoke(): void {
    this.#since = this.#now();
    this.#links.clear();
  }

  get #cookie(): string {
    return `netstage_remote_${this.#secrets.id}`;
  }

  /** Of no use once the stage's token is another. */
  get #proof(): string {
    return createHmac('sha256', this.#secrets.cookieKey)
      .update(`remote:${this.#secrets.stageToken}`)
      .digest('base64url');
  }
}
