import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';

export const configSchema = z.strictObject({
  /** Where the hub is: `http(s)://host:port`, or the path of its Unix socket. */
  hub: z.union([z.url({ protocol: /^https?$/ }), z.string().startsWith('/')]),
  /** This node's name, as in lab.json. */
  node: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'is not a hostname'),
  /** Good for this node alone. */
  token: z.string().min(1).max(200),
  /** Where the shells start. */
  step: z.string().startsWith('/'),
  /** The shells' home. */
  home: z.string().startsWith('/').default('/root'),
});
export type Config = z.infer<typeof configSchema>;

const USAGE = 'Usage: agent [--config FILE]; without it, the configuration is read from stdin.';
const MOST = 64 * 1024;

/**
 * Reads the configuration, one JSON object on one line: from stdin, or from the file named in argv.
 * Never from argv or the environment themselves, which every shell on the node could read.
 * @throws Error naming what is wrong, without the token
 */
export async function readConfig(
  argv: readonly string[],
  stdin: AsyncIterable<Buffer | string>,
): Promise<Config> {
  const file = fileOf(argv);
  const text = file === undefined ? await firstLine(stdin) : readFileSync(file, 'utf8');
  return parseConfig(text, file ?? 'stdin');
}

/** @param from what to call the source in errors */
export function parseConfig(text: string, from: string): Config {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own message would quote the text, and the token with it.
    throw new Error(`${from} has no configuration in JSON. ${USAGE}`);
  }
  const parsed = configSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`,
  );
  throw new Error(`The configuration from ${from} is wrong: ${issues.join('; ')}`);
}

function fileOf(argv: readonly string[]): string | undefined {
  try {
    return parseArgs({ args: [...argv], options: { config: { type: 'string' } } }).values.config;
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}. ${USAGE}`, {
      cause: error,
    });
  }
}

async function firstLine(stdin: AsyncIterable<Buffer | string>): Promise<string> {
  let text = '';
  for await (const chunk of stdin) {
    text += chunk.toString();
    if (text.includes('\n') || text.length > MOST) break;
  }
  return text.split('\n')[0] ?? '';
}
