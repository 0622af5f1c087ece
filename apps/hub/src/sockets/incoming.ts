import { accepted, refuse } from '@netstage/protocol';
import type { Answer, Refusal } from '@netstage/protocol';
import { z } from 'zod';
import type { Log } from '../base/log.ts';
import type { TokenBucket } from '../base/token-bucket.ts';

/** Takes one message; what it returns is the answer, if the sender wants one. */
export type Handler = (message: unknown) => Answer | Promise<Answer>;

/** One handler for each message of a side of the wire. */
export type Handlers<Events> = Readonly<Record<keyof Events, Handler>>;

/** A handler for messages of that shape. Anything else never reaches `take`. */
export function handle<T>(
  schema: z.ZodType<T>,
  take: (message: T) => Answer | Promise<Answer> | void,
): Handler {
  return (message) => {
    const parsed = schema.safeParse(message);
    if (!parsed.success) return malformed(parsed.error);
    return take(parsed.data) ?? accepted;
  };
}

function malformed(error: z.ZodError): Answer {
  const large = error.issues.some((issue) => issue.code === 'too_big');
  return refuse(large ? 'too-large' : 'malformed', z.prettifyError(error).slice(0, 500));
}

interface Options {
  handlers: Readonly<Record<string, Handler>>;
  /** What one message of that name costs of the sender's bucket. */
  limit: { bucket: TokenBucket; cost?: (event: string, message: unknown) => number };
  refuse: (refusal: Refusal) => void;
  /** Says who it is; nothing secret. */
  who: Record<string, unknown>;
  log: Log;
}

/**
 * Takes a socket's messages: each is known, well-formed and within its limits, or refused with a
 * reason. A refusal is logged once for a socket and event.
 */
export function receiver({ handlers, limit, refuse: tell, who, log }: Options) {
  const logged = new Set<string>();

  function refused(event: string, refusal: Refusal): void {
    const name = Object.hasOwn(handlers, event) ? event : 'unknown event';
    const kind = `${name}: ${refusal.code}`;
    if (logged.has(kind)) return;
    logged.add(kind);
    log.warn({ ...who, event: name, code: refusal.code }, `refused: ${refusal.message}`);
  }

  return (event: string, ...args: unknown[]): void => {
    const last = args.at(-1);
    const reply = typeof last === 'function' ? last : null;
    const message = args[0] === reply ? undefined : args[0];

    function answer(answer: Answer): void {
      if (!answer.ok && faults.has(answer.refusal.code)) refused(event, answer.refusal);
      if (reply) Reflect.apply(reply, undefined, [answer]);
      else if (!answer.ok) tell(answer.refusal);
    }

    function failed(error: unknown): void {
      log.error({ ...who, event }, `a request failed: ${String(error)}`);
      answer(refuse('failed', 'The hub could not do that; its log says why.'));
    }

    const handler = Object.hasOwn(handlers, event) ? handlers[event] : undefined;
    if (!limit.bucket.take(limit.cost?.(event, message) ?? 1))
      return answer(refuse('too-many', 'Too many messages at once. Slow down.'));
    if (!handler) return answer(refuse('malformed', 'There is no such request, or not for you.'));
    try {
      // Begins at once: two messages are taken in the order they came.
      const answered = handler(message);
      if (answered instanceof Promise) answered.then(answer).catch(failed);
      else answer(answered);
    } catch (error) {
      failed(error);
    }
  };
}

/** Refusals that are the sender's fault; the others belong to the talk. */
const faults = new Set<Refusal['code']>(['malformed', 'too-large', 'too-many']);
