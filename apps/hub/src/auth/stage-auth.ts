import type { FastifyInstance, FastifyReply } from 'fastify';
import { cookieValue, sameSecret } from './secrets.ts';
import type { Secrets } from './secrets.ts';

const THIRTY_DAYS = 30 * 24 * 60 * 60;

/** Who is the stage: whoever has its cookie, its link or, for programs, its token as a bearer. */
export class StageAuth {
  readonly #app: FastifyInstance;
  readonly #secrets: Secrets;
  readonly #secure: boolean;

  /** @param secure whether browsers come by https only */
  constructor(app: FastifyInstance, secrets: Secrets, secure: boolean) {
    this.#app = app;
    this.#secrets = secrets;
    this.#secure = secure;
  }

  isToken(given: string): boolean {
    return sameSecret(given, this.#secrets.stageToken);
  }

  isBearer(authorization: string | undefined): boolean {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
    return token !== undefined && this.isToken(token);
  }

  isCookie(header: string | undefined): boolean {
    const signed = this.#app.parseCookie(header ?? '')[this.#name];
    if (signed === undefined) return false;
    const { valid, value } = this.#app.unsignCookie(signed);
    return valid && value !== null && sameSecret(value, cookieValue(this.#secrets));
  }

  setCookie(reply: FastifyReply): void {
    reply.setCookie(this.#name, cookieValue(this.#secrets), {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: this.#secure,
      signed: true,
      maxAge: THIRTY_DAYS,
    });
  }

  get #name(): string {
    return `netstage_${this.#secrets.id}`;
  }
}
