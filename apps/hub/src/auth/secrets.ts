import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const secretsSchema = z.strictObject({
  /** Tells this clone's cookie from another's: cookies do not know ports. */
  id: z.string().regex(/^[0-9a-f]{8}$/),
  stageToken: z.string().min(20),
  cookieKey: z.string().min(40),
  agentKey: z.string().min(40),
});
export type Secrets = z.infer<typeof secretsSchema>;

/** Secrets for one run, kept nowhere. */
export function makeSecrets(): Secrets {
  return {
    id: randomBytes(4).toString('hex'),
    stageToken: randomBytes(18).toString('base64url'),
    cookieKey: randomBytes(32).toString('base64url'),
    agentKey: randomBytes(32).toString('base64url'),
  };
}

/**
 * The secrets of this clone, made at the first start.
 *
 * @param fresh forgets the old ones: their links, cookies and agents are not let in any more
 */
export function keepSecrets(stateDir: string, fresh: boolean): Secrets {
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  chmodSync(stateDir, 0o700);
  const file = join(stateDir, 'secrets.json');
  const kept = fresh ? null : readKept(file);
  if (kept) {
    chmodSync(file, 0o600);
    return kept;
  }
  const made = makeSecrets();
  const draft = `${file}.${process.pid}`;
  rmSync(draft, { force: true });
  writeFileSync(draft, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
  return made;
}

function readKept(file: string): Secrets | null {
  try {
    return secretsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    // A file that a full disk cut short is of no use to anybody.
    if (missing || error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

/** A token that speaks for one node only. */
export function agentToken(secrets: Secrets, node: string): string {
  return createHmac('sha256', secrets.agentKey).update(`agent:${node}`).digest('base64url');
}

/** What the stage's cookie says: not the token, but of no use once the token is another. */
export function cookieValue(secrets: Secrets): string {
  return createHmac('sha256', secrets.cookieKey)
    .update(`stage:${secrets.stageToken}`)
    .digest('base64url');
}

/** Compares in a time that tells nothing of either. */
export function sameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
