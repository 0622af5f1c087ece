import { createHmac, randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { TokenBucket } from '../base/token-bucket.ts';
import { sameSecret } from './secrets.ts';
import type { Secrets } from './secrets.ts';

const ONE_DAY = 24 * 60 * 60;
/** Wrong codes from one address, behind which a hall may mistype, and from all of them. */
const MISTYPED = { rate: 0.5, burst: 40 } as const;
const MISTYPED_BY_ALL = { rate: 3, burst: 200 } as const;
const REMEMBERED = 10_000;

/**
 * Who sits in the audience: a browser by a name in a cookie, so that a question is upvoted once by
 * each. In a closed talk nobody is given one before the room's code.
 */
export class Guests {
  readonly #app: FastifyInstance;
  readonly #secrets: Secrets;
  readonly #code: string | null;
  readonly #secure: boolean;
  readonly #mistyped = new Map<string, TokenBucket>();
  readonly #all = new TokenBucket(MISTYPED_BY_ALL.rate, MISTYPED_BY_ALL.burst);

  /** @param code null lets everybody in */
  constructor(app: FastifyInstance, secrets: Secrets, code: string | null, secure: boolean) {
    this.#app = app;
    this.#secrets = secrets;
    this.#code = code;
    this.#secure = secure;
  }

  get closed(): boolean {
    return this.#code !== null;
  }

  /** Compares in a time that tells nothing; capitals and blanks around do not matter on a phone. */
  isCode(given: string): boolean {
    return this.#code !== null && sameSecret(folded(given), folded(this.#code));
  }

  /** Counts a wrong code. Whether one more may be tried from there. */
  mayMistype(address: string): boolean {
    let own = this.#mistyped.get(address);
    if (!own) {
      if (this.#mistyped.size >= REMEMBERED)
        for (const [old, bucket] of this.#mistyped) if (bucket.full) this.#mistyped.delete(old);
      own = new TokenBucket(MISTYPED.rate, MISTYPED.burst);
      this.#mistyped.set(address, own);
    }
    return own.take() && this.#all.take();
  }

  /** The browser's name from its cookies; null when it has none, or one of another code. */
  nameOf(header: string | undefined): string | null {
    const signed = this.#app.parseCookie(header ?? '')[this.#cookie];
    if (signed === undefined) return null;
    const { valid, value } = this.#app.unsignCookie(signed);
    const [name, proof] = (valid ? value : null)?.split('.') ?? [];
    if (name === undefined || proof === undefined) return null;
    return sameSecret(proof, this.#proof) ? name : null;
  }

  welcome(reply: FastifyReply): void {
    const name = randomBytes(9).toString('base64url');
    reply.setCookie(this.#cookie, `${name}.${this.#proof}`, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: this.#secure,
      signed: true,
      maxAge: ONE_DAY,
    });
  }

  get #cookie(): string {
    return `netstage_guest_${this.#secrets.id}`;
  }

  /** What a cookie shows for having known the code; another code makes it worth nothing. */
  get #proof(): string {
    const code = this.#code === null ? 'open' : `code:${folded(this.#code)}`;
    return createHmac('sha256', this.#secrets.cookieKey)
      .update(`guest:${code}`)
      .digest('base64url');
  }
}

function folded(code: string): string {
  return code.trim().toLowerCase();
}
