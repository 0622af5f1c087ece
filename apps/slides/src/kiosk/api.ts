import { keptRehearsalSchema, rehearsalIdSchema } from '@netstage/protocol';
import type { KeptRehearsal, Rehearsal } from '@netstage/protocol';
import { z } from 'zod';

const savedSchema = z.object({ id: rehearsalIdSchema });
const problemSchema = z.object({ message: z.string() });

/** The address of a rehearsal as JSON. */
export function exportOf(id: string): string {
  return `/api/rehearsals/${id}`;
}

/** @throws with the hub's own words when it does not keep it */
export async function saveRehearsal(rehearsal: Rehearsal): Promise<string> {
  const answer = await fetch('/api/rehearsals', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(rehearsal),
  });
  return savedSchema.parse(await read(answer)).id;
}

/** The newest first. @throws with the hub's own words */
export async function readRehearsals(): Promise<KeptRehearsal[]> {
  return z.array(keptRehearsalSchema).parse(await read(await fetch('/api/rehearsals')));
}

/** Tells the hub that this kiosk is alive; a hub that is away is no reason to stop. */
export async function beat(): Promise<void> {
  await fetch('/api/kiosk/beat', { method: 'POST' }).catch(() => null);
}

/** Whether the hub would serve this page now. */
export async function isServed(): Promise<boolean> {
  return fetch('/healthz', { cache: 'no-store' }).then(
    (answer) => answer.ok,
    () => false,
  );
}

async function read(answer: Response): Promise<unknown> {
  const body: unknown = await answer.json();
  if (answer.ok) return body;
  const problem = problemSchema.safeParse(body);
  throw new Error(problem.success ? problem.data.message : `The hub answered ${answer.status}.`);
}
