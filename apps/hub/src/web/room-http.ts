import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Question, RemoteOffer } from '@netstage/protocol';
import { z } from 'zod';
import { addressOf } from '../auth/addresses.ts';
import type { Guests } from '../auth/guests.ts';
import { isOwnOrigin } from '../auth/origin.ts';
import { PAIRING } from '../auth/remote-pass.ts';
import type { RemotePass } from '../auth/remote-pass.ts';
import type { StageAuth } from '../auth/stage-auth.ts';
import type { Log } from '../base/log.ts';
import { exports } from '../room/questions-export.ts';
import { PRESENTER_PAGES } from './pages.ts';
import { enterForm, needsPairing, pairForm } from './room-pages.ts';

const HTML = 'text/html; charset=utf-8';
const codeSchema = z.object({ code: z.string().max(200) });
const pairSchema = z.object({ pair: z.string().max(200) });

/**
 * The routes that a closed talk answers without its code: they show nothing of the talk, or look at
 * the visitor's cookies themselves.
 */
const OPEN: ReadonlySet<string> = new Set([
  '/',
  '/enter',
  '/remote',
  '/gallery',
  '/healthz',
  '/favicon.svg',
  ...PRESENTER_PAGES,
]);

interface RoomHttp {
  auth: StageAuth;
  guests: Guests;
  pass: RemotePass;
  publicUrl: URL | null;
  /** The address that phones in the room can reach, without a slash at its end. */
  base: () => string;
  questions: () => readonly Question[];
  /** Sends the deck. */
  deck: (reply: FastifyReply) => FastifyReply;
  /** Sends the page of all recorded diagrams. */
  gallery: (reply: FastifyReply) => FastifyReply;
  log: Log;
}

/** The pages by which the room comes in: the audience, with its code if there is one, and phones. */
export function serveRoom(app: FastifyInstance, room: RoomHttp): void {
  const { auth, guests, pass, deck, gallery, publicUrl, log } = room;
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 1_024 },
    (_, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );

  function mayFollow(request: FastifyRequest): boolean {
    const { cookie } = request.headers;
    return (
      !guests.closed ||
      guests.nameOf(cookie) !== null ||
      auth.isCookie(cookie) ||
      pass.isCookie(cookie)
    );
  }

  // A closed talk's slides are closed as well: they are in the files. Asked by the route that was
  // found, because one file has many spellings.
  app.addHook('onRequest', async (request, reply) => {
    const route = request.routeOptions.url ?? '';
    if (OPEN.has(route) || route.startsWith('/api/') || mayFollow(request)) return;
    await reply.code(401).type('text/plain').send('Enter the room at / first.');
  });

  function enter(request: FastifyRequest, reply: FastifyReply, given: string): FastifyReply {
    reply.header('cache-control', 'no-store').type(HTML);
    if (guests.isCode(given)) {
      guests.welcome(reply);
      return reply.redirect('/', 303);
    }
    const from = addressOf(request.raw, publicUrl !== null);
    const again = guests.mayMistype(from);
    log.warn({ from, code: 'wrong-token' }, 'a wrong room code');
    return reply.code(again ? 401 : 429).send(enterForm(again ? 'wrong' : 'too-many'));
  }

  app.get('/gallery', (request, reply) =>
    mayFollow(request) ? gallery(reply) : reply.redirect('/', 303),
  );

  app.get('/', (request, reply) => {
    const query = codeSchema.safeParse(request.query);
    if (guests.closed && query.success) return enter(request, reply, query.data.code);
    if (!mayFollow(request))
      return reply
        .code(401)
        .header('cache-control', 'no-store')
        .type(HTML)
        .send(enterForm('first'));
    if (guests.nameOf(request.headers.cookie) === null) guests.welcome(reply);
    return deck(reply);
  });

  app.post('/enter', (request, reply) =>
    enter(request, reply, codeSchema.safeParse(request.body).data?.code ?? ''),
  );

  app.get('/remote', (request, reply) => {
    const query = pairSchema.safeParse(request.query);
    reply.header('cache-control', 'no-store').type(HTML);
    // A link is taken by a press, not by whatever looks at links before people do.
    if (query.success) return reply.send(pairForm(query.data.pair));
    if (pass.isCookie(request.headers.cookie)) return deck(reply);
    return reply.code(401).send(needsPairing('none'));
  });

  app.post('/remote', (request, reply) => {
    const body = pairSchema.safeParse(request.body);
    reply.header('cache-control', 'no-store').type(HTML);
    if (body.success && pass.take(body.data.pair)) {
      pass.give(reply);
      return reply.redirect('/remote', 303);
    }
    const from = addressOf(request.raw, publicUrl !== null);
    const again = guests.mayMistype(from);
    log.warn({ from, code: 'wrong-token' }, 'a wrong pairing link');
    return reply.code(again ? 401 : 429).send(needsPairing('ended'));
  });

  function isPresenter(request: FastifyRequest): boolean {
    const { authorization, cookie, origin, host } = request.headers;
    if (auth.isBearer(authorization)) return true;
    return auth.isCookie(cookie) && isOwnOrigin({ origin, host }, publicUrl);
  }
  const denied = {
    code: 'wrong-token',
    message: "Needs the stage's cookie, or its token as “Authorization: Bearer …”.",
  } as const;

  app.post('/api/remote', (request, reply) => {
    reply.header('cache-control', 'no-store');
    if (!isPresenter(request)) return reply.code(401).send(denied);
    const offer: RemoteOffer = {
      url: `${room.base()}/remote?pair=${pass.offer()}`,
      lasts: PAIRING,
    };
    return reply.send(offer);
  });

  for (const [ending, { type, write }] of Object.entries(exports))
    app.get(`/api/questions.${ending}`, (request, reply) => {
      reply.header('cache-control', 'no-store');
      if (!isPresenter(request)) return reply.code(401).send(denied);
      return reply
        .header('content-disposition', `attachment; filename="questions.${ending}"`)
        .type(type)
        .send(write(room.questions()));
    });
}
