import { join } from 'node:path';
import type { Question } from '@netstage/protocol';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import statics from '@fastify/static';
import { fastify } from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { addressOf } from '../auth/addresses.ts';
import type { Addresses } from '../auth/addresses.ts';
import { Guests } from '../auth/guests.ts';
import { RemotePass } from '../auth/remote-pass.ts';
import type { Secrets } from '../auth/secrets.ts';
import { StageAuth } from '../auth/stage-auth.ts';
import type { Log } from '../base/log.ts';
import { Assets, formFor } from './assets.ts';
import { PageFile } from './page-file.ts';
import { needsToken, notBuilt, notFound, PRESENTER_PAGES, tooManyTokens } from './pages.ts';
import { serveRoom } from './room-http.ts';
import { makeServer } from './tls.ts';
import type { TlsFiles } from './tls.ts';

/** Requests a minute from one address, behind which a whole hall may sit. */
const REQUESTS_PER_MINUTE = 30_000;

/** Seconds. */
const YEAR = 31_536_000;

interface HttpOptions {
  /** The built deck. */
  deckDir: string;
  secrets: Secrets;
  publicUrl: URL | null;
  addresses: Addresses;
  log: Log;
  tls: TlsFiles | null;
  /** Resolves when a request may be answered. */
  turn: () => Promise<void>;
  /** What the audience has to know to come in; null for nothing. */
  roomCode: string | null;
  /** Phones that were paired before this moment are not any more; ms since 1970. */
  pairedSince: number;
  /** The address that phones in the room can reach, without a slash at its end. */
  base: () => string;
  questions: () => readonly Question[];
  /** Everything the hub knows, as JSON. */
  truth: () => unknown;
  /** What else is served. */
  routes?: Routes | undefined;
}

export type Routes = (app: FastifyInstance, auth: StageAuth) => void;

/** The pages and what they are made of. Not listening yet. */
export async function serveHttp(
  options: HttpOptions,
): Promise<{ app: FastifyInstance; auth: StageAuth; guests: Guests; pass: RemotePass }> {
  const { deckDir, secrets, publicUrl, truth, log } = options;
  const app = fastify({
    logger: false,
    serverFactory: (listener) => makeServer(options.tls, listener, log),
    forceCloseConnections: true,
    bodyLimit: 16_384,
    trustProxy: publicUrl === null ? false : 'loopback',
  });
  app.addHook('onRequest', options.turn);
  await app.register(cookie, { secret: secrets.cookieKey });
  const secure = publicUrl === null ? options.tls !== null : publicUrl.protocol === 'https:';
  await app.register(helmet, {
    // Plain http on a lecture hall's network is a normal case: nothing may force https.
    strictTransportSecurity: publicUrl?.protocol === 'https:',
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // Terminals and diagrams set styles of their own on their elements.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        // Not every browser counts a WebSocket of the same host as 'self'.
        connectSrc: ["'self'", ({ headers }) => socketSource(headers.host)],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Browsers ignore it on plain http, and complain of it on every page.
    crossOriginOpenerPolicy: secure,
    referrerPolicy: { policy: 'no-referrer' },
  });
  await app.register(rateLimit, { max: REQUESTS_PER_MINUTE, timeWindow: '1 minute' });
  const auth = new StageAuth(app, secrets, secure);
  const guests = new Guests(app, secrets, options.roomCode, secure);
  const pass = new RemotePass(app, secrets, secure, options.pairedSince, Date.now);

  const sender = (file: string) => {
    const page = new PageFile(join(deckDir, file));
    return (reply: FastifyReply): FastifyReply => {
      const bytes = page.now();
      reply.type('text/html; charset=utf-8');
      return bytes
        ? reply.header('cache-control', 'no-cache').send(bytes)
        : reply.code(503).send(notBuilt);
    };
  };
  const deck = sender('index.html');
  const gallery = sender('gallery.html');

  const assets = new Assets(deckDir);
  // A page's headers mean nothing for its files, and cost more than to send the file.
  app.get<{ Params: { name: string } }>(
    '/assets/:name',
    { helmet: false },
    async (request, reply) => {
      const asset = await assets.find(request.params.name);
      const form = asset && formFor(asset, request.headers['accept-encoding']);
      if (!form) return reply.callNotFound();
      if (form.encoding !== null) reply.header('content-encoding', form.encoding);
      return reply
        .header('cache-control', `public, max-age=${YEAR}, immutable`)
        .header('vary', 'accept-encoding')
        .header('x-content-type-options', 'nosniff')
        .header('cross-origin-resource-policy', 'same-origin')
        .type(asset.type)
        .send(form.bytes);
    },
  );
  await app.register(statics, {
    root: deckDir,
    index: false,
    cacheControl: false,
    setHeaders(response) {
      response.setHeader('cache-control', 'no-cache');
    },
  });
  app.setNotFoundHandler((_, reply) =>
    reply.code(404).type('text/html; charset=utf-8').send(notFound),
  );
  app.setErrorHandler((error, request, reply) => {
    const status = statusOf(error);
    if (status >= 500) log.error({ path: pathOf(request) }, `a page failed: ${String(error)}`);
    return reply
      .code(status)
      .type('text/plain')
      .send(status >= 500 ? 'failed' : String(error));
  });

  const { base, questions } = options;
  serveRoom(app, { auth, guests, pass, publicUrl, base, questions, deck, gallery, log });
  for (const path of PRESENTER_PAGES)
    app.get<{ Querystring: { token?: unknown } }>(path, (request, reply) => {
      const { token } = request.query;
      // The token must not stay in the address bar: it is on the projector, and in the history.
      if (typeof token === 'string') {
        if (auth.isToken(token)) {
          auth.setCookie(reply);
          return reply.header('cache-control', 'no-store').redirect(path);
        }
        const address = addressOf(request.raw, publicUrl !== null);
        const again = options.addresses.mayFail(address);
        log.warn({ path, from: address, code: 'wrong-token' }, 'page refused');
        return reply
          .code(again ? 401 : 429)
          .type('text/html; charset=utf-8')
          .send(again ? needsToken : tooManyTokens);
      }
      if (auth.isCookie(request.headers.cookie)) return deck(reply);
      return reply.code(401).type('text/html; charset=utf-8').send(needsToken);
    });

  // A route of its own: a closed talk's pages have their icon, and no other file.
  app.get('/favicon.svg', (_, reply) => reply.sendFile('favicon.svg'));
  app.get('/healthz', (_, reply) => reply.header('cache-control', 'no-store').send({ ok: true }));
  app.get('/api/state', (request, reply) => {
    const { authorization, cookie } = request.headers;
    reply.header('cache-control', 'no-store');
    if (auth.isBearer(authorization) || auth.isCookie(cookie)) return reply.send(truth());
    return reply.code(401).send({
      code: 'wrong-token',
      message: "Needs the stage's cookie, or its token as “Authorization: Bearer …”.",
    });
  });
  options.routes?.(app, auth);
  return { app, auth, guests, pass };
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?')[0] ?? '';
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : 500;
  return typeof status === 'number' ? status : 500;
}

function socketSource(host: string | undefined): string {
  return host !== undefined && /^[\w.:[\]-]+$/.test(host) ? `ws://${host} wss://${host}` : "'self'";
}
