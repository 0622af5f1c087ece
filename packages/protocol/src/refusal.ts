import { z } from 'zod';

/** Why the hub or an agent said no. `code` is for programs, `message` says what to do. */
export const refusalSchema = z.object({
  code: z.enum([
    'wrong-token',
    'foreign-origin',
    'wrong-version',
    'unknown-node',
    'node-taken',
    'malformed',
    'too-large',
    'too-many',
    'not-driving',
    'unknown-terminal',
    'agent-away',
    'busy',
    'half-typed',
    'failed',
  ]),
  message: z.string(),
});
export type Refusal = z.infer<typeof refusalSchema>;
export type RefusalCode = Refusal['code'];

/** What a request is answered with (socket.io's acknowledgement). */
export const answerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), refusal: refusalSchema }),
]);
export type Answer = z.infer<typeof answerSchema>;

export const accepted: Answer = { ok: true };

export function refuse(code: RefusalCode, message: string): Answer {
  return { ok: false, refusal: { code, message } };
}
