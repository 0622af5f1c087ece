import { closeSync, openSync, rmSync, constants } from 'node:fs';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { messageOf } from './message-of.ts';

/** How another process reaches the lab's owner: one request and one answer, a JSON line each. */
const requestSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('reset'), step: z.int() }),
  z.strictObject({ do: z.literal('down') }),
]);
const answerSchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true) }),
  z.strictObject({ ok: z.literal(false), error: z.string() }),
]);

export type Request = z.infer<typeof requestSchema>;
type Answer = z.infer<typeof answerSchema>;

const SOCKET = 'lab.sock';
const LONGEST_LINE = 4_096;

/** Serves requests on a socket in the state folder, which only its owner may enter. */
export async function serveControl(
  stateDir: string,
  handle: (request: Request) => Promise<void>,
): Promise<{ close(): void }> {
  // What a killed owner left; the lab's claim on the folder is held already.
  rmSync(join(stateDir, SOCKET), { force: true });
  const server = createServer((socket) => void converse(socket, handle));
  await listen(server, stateDir);
  return {
    close: () => {
      server.close();
      rmSync(join(stateDir, SOCKET), { force: true });
    },
  };
}

/**
 * Asks the lab's owner for something and waits until it is done.
 * @throws Error with the owner's reason, or when it doesn't answer
 */
export async function askOwner(stateDir: string, request: Request): Promise<void> {
  const answer = await withShortPath(stateDir, async (path) => {
    const socket = connect(path);
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write(`${JSON.stringify(request)}\n`);
    return answerSchema.parse(JSON.parse(await readLine(socket)));
  });
  if (!answer.ok) throw new Error(answer.error);
}

async function converse(
  socket: Socket,
  handle: (request: Request) => Promise<void>,
): Promise<void> {
  socket.on('error', () => undefined);
  let answer: Answer;
  try {
    await handle(requestSchema.parse(JSON.parse(await readLine(socket))));
    answer = { ok: true };
  } catch (error) {
    answer = { ok: false, error: messageOf(error) };
  }
  socket.end(`${JSON.stringify(answer)}\n`);
}

async function readLine(socket: Socket): Promise<string> {
  let text = '';
  socket.setEncoding('utf8');
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    if (text.includes('\n')) return text.slice(0, text.indexOf('\n'));
    if (text.length > LONGEST_LINE)
      throw new Error(`a request is at most ${LONGEST_LINE} characters`);
  }
  throw new Error('The lab ended before it answered');
}

async function listen(server: Server, stateDir: string): Promise<void> {
  await withShortPath(stateDir, async (path) => {
    server.listen(path);
    await once(server, 'listening');
  });
}

/** A socket's path holds 107 bytes, a clone's may be longer: so it is named through the folder. */
async function withShortPath<T>(stateDir: string, use: (path: string) => Promise<T>): Promise<T> {
  const folder = openSync(stateDir, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    return await use(`/proc/self/fd/${folder}/${SOCKET}`);
  } finally {
    closeSync(folder);
  }
}
