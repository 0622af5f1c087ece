import { REHEARSAL_LIMIT, rehearsalSchema } from '@netstage/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { StageAuth } from '../auth/stage-auth.ts';
import type { Rehearsals } from './rehearsals.ts';

interface Options {
  readonly rehearsals: Rehearsals;
  /** A kiosk's page says that it is alive. */
  readonly onBeat: () => void;
}

const byId = z.object({ id: z.string().max(80) });

/** Keeps and tells rehearsals, and hears kiosks' heartbeats. All of it is the stage's alone. */
export function serveRehearsals(
  app: FastifyInstance,
  auth: StageAuth,
  { rehearsals, onBeat }: Options,
): void {
  const stageOnly = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const { authorization, cookie } = request.headers;
    reply.header('cache-control', 'no-store');
    if (auth.isBearer(authorization) || auth.isCookie(cookie)) return undefined;
    return reply.code(401).send({
      code: 'wrong-token',
      message: "Needs the stage's cookie, or its token as “Authorization: Bearer …”.",
    });
  };
  const guarded = { onRequest: stageOnly };

  app.get('/api/rehearsals', guarded, () => rehearsals.latest());

  app.get('/api/rehearsals/:id', guarded, (request, reply) => {
    const { id } = byId.parse(request.params);
    const rehearsal = rehearsals.get(id);
    if (rehearsal) return reply.send({ id, rehearsal });
    return reply.code(404).send({ code: 'failed', message: `There is no rehearsal ${id}.` });
  });

  app.post('/api/rehearsals', { ...guarded, bodyLimit: REHEARSAL_LIMIT }, (request, reply) => {
    const parsed = rehearsalSchema.safeParse(request.body);
    if (!parsed.success)
      return reply
        .code(400)
        .send({ code: 'malformed', message: z.prettifyError(parsed.error).slice(0, 500) });
    return reply.code(201).send({ id: rehearsals.keep(parsed.data) });
  });

  app.post('/api/kiosk/beat', guarded, (_, reply) => {
    onBeat();
    return reply.code(204).send();
  });
}
