/** A hub with a deck of three slides, and browsers in its room. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { remoteOfferSchema, withQuestions } from '@netstage/protocol';
import type {
  Answer,
  Outline,
  Point,
  Question,
  RemoteOffer,
  Room,
  StageState,
} from '@netstage/protocol';
import type { HubOptions } from '../hub.ts';
import { connected, startRig, TERMINAL, until } from './rig.ts';
import type { BrowserClient, Rig } from './rig.ts';

export const outline: Outline = {
  deck: 'build-1',
  slides: [
    { id: 'title', fragments: 0, cues: [] },
    {
      id: 'demo',
      fragments: 2,
      cues: [
        {
          id: 'demo.ls',
          terminal: TERMINAL,
          command: {
            command: 'ls',
            typing: 0,
            pace: { mode: 'plain' },
            expect: { exit: 0 },
            timeout: 1_000,
          },
        },
      ],
    },
    { id: 'end', fragments: 0, cues: [] },
  ],
};

export async function startRoom(options: Partial<HubOptions> = {}): Promise<Rig> {
  const rig = await startRig(options);
  writeFileSync(join(rig.folder, 'deck/deck.json'), JSON.stringify(outline));
  return rig;
}

/** A browser that folds what it is told, as pages do. */
export interface Page {
  client: BrowserClient;
  room: Room | null;
  state: StageState | null;
  you: string | null;
  point: Point | null;
  points: number;
  questions: Question[];
  probes: number[];
  desks: number;
}

export async function page(client: BrowserClient): Promise<Page> {
  const seen: Page = {
    client,
    room: null,
    state: null,
    you: null,
    point: null,
    points: 0,
    questions: [],
    probes: [],
    desks: 0,
  };
  client.on('room', ({ room }) => void (seen.room = room));
  client.on('snapshot', ({ state, you }) => {
    seen.state = state;
    seen.you = you;
  });
  client.on('event', ({ event }) => {
    if (event.type === 'position' && seen.state)
      seen.state = { ...seen.state, position: event.position, driver: event.driver };
  });
  client.on('pointer', ({ point }) => {
    seen.point = point;
    seen.points += 1;
  });
  client.on(
    'questions',
    (message) => void (seen.questions = withQuestions(seen.questions, message)),
  );
  client.on('probe', ({ probe }) => {
    seen.probes.push(probe);
    client.emit('probed', { probe });
  });
  client.on('desk', () => void (seen.desks += 1));
  await connected(client);
  client.emit('sync');
  await until(() => seen.room !== null && seen.state !== null);
  return seen;
}

export const stagePage = async (of: Rig, console?: string): Promise<Page> => {
  const how = { cookie: await of.cookie(), ...(console !== undefined && { console }) };
  return page(of.browser('stage', how));
};

/** A follower with the cookie that its page was given. */
export async function follower(of: Rig): Promise<Page> {
  return page(of.browser('audience', { cookie: await guestCookie(of) }));
}

export async function guestCookie(of: Rig): Promise<string> {
  const response = await fetch(`${of.url}/`);
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

export async function remotePage(of: Rig, cookie: string): Promise<Page> {
  return page(of.browser('remote', { cookie }));
}

export async function pairedCookie(of: Rig): Promise<string> {
  const link = await pairingLink(of);
  const response = await pair(of, link);
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

export async function pairingLink(of: Rig): Promise<string> {
  return new URL((await pairingOffer(of)).url).searchParams.get('pair') ?? '';
}

export async function pairingOffer(of: Rig): Promise<RemoteOffer> {
  const response = await fetch(`${of.url}/api/remote`, {
    method: 'POST',
    headers: { authorization: `Bearer ${of.secrets.stageToken}` },
  });
  return remoteOfferSchema.parse(await response.json());
}

export function pair(of: Rig, link: string): Promise<Response> {
  return fetch(`${of.url}/remote`, {
    method: 'POST',
    body: new URLSearchParams({ pair: link }),
    redirect: 'manual',
  });
}

export const drive = (stage: Page, slide: string, fragment = -1, take = false): Promise<Answer> =>
  stage.client.emitWithAck('drive', { position: { slide, fragment }, take });
