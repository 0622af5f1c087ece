import { parseArgs } from 'node:util';
import type { TlsFiles } from '../web/tls.ts';

export interface Options {
  host: string;
  port: number;
  publicUrl: URL | null;
  /** Certificate and key, as files in PEM; null for plain http. */
  tls: TlsFiles | null;
  /** What the audience has to know to come in. */
  roomCode: string | null;
  questions: boolean;
  newToken: boolean;
  lab: boolean;
  /** Step numbers; null is all. */
  steps: number[] | null;
  /** Null is `.netstage` in the clone. */
  stateDir: string | null;
  /** The talk plays itself, in a browser of its own if there is a screen. */
  kiosk: boolean;
  verbose: boolean;
  help: boolean;
}

export const DEFAULT_PORT = 7480;

/** A wrong word on the command line. */
export class UsageError extends Error {}

/**
 * What `npm start -- …` was told.
 * @throws UsageError saying which word is wrong and what would be right
 */
export function readOptions(args: readonly string[]): Options {
  const { values } = parse(args);
  return {
    host: values.host ?? '127.0.0.1',
    port: values.port === undefined ? DEFAULT_PORT : portOf(values.port),
    publicUrl: values['public-url'] === undefined ? null : urlOf(values['public-url']),
    tls: tlsOf(values['tls-cert'], values['tls-key']),
    roomCode: values['room-code'] === undefined ? null : codeOf(values['room-code']),
    questions: !(values['no-questions'] ?? false),
    newToken: values['new-token'] ?? false,
    lab: !(values['no-lab'] ?? false),
    steps: values.steps === undefined ? null : stepsOf(values.steps),
    stateDir: values.state ?? null,
    kiosk: values.kiosk ?? false,
    verbose: values.verbose ?? false,
    help: values.help ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: false,
      options: {
        host: { type: 'string' },
        port: { type: 'string' },
        'public-url': { type: 'string' },
        'tls-cert': { type: 'string' },
        'tls-key': { type: 'string' },
        'room-code': { type: 'string' },
        'no-questions': { type: 'boolean' },
        'new-token': { type: 'boolean' },
        'no-lab': { type: 'boolean' },
        steps: { type: 'string' },
        state: { type: 'string' },
        kiosk: { type: 'boolean' },
        verbose: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    // Node's own words end in advice about “--” that would mislead under npm.
    const first = said.split(/\. |\n/)[0] ?? said;
    throw new UsageError(`${first}. npm start -- --help lists what there is.`, { cause: error });
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new UsageError(`--port ${text}: give a number from 0 to 65535; 0 picks a free one.`);
  return port;
}

function urlOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/')
    throw new UsageError(
      `--public-url ${text}: give the whole address without a path, such as https://talk.example.org`,
    );
  return url;
}

function tlsOf(cert: string | undefined, key: string | undefined): TlsFiles | null {
  if (cert === undefined && key === undefined) return null;
  if (cert === undefined || key === undefined)
    throw new UsageError('--tls-cert and --tls-key go together: give both, as files in PEM.');
  return { cert, key };
}

function codeOf(text: string): string {
  if (!/^[\w-]{4,32}$/.test(text))
    throw new UsageError(
      `--room-code ${text}: give 4 to 32 letters, digits or hyphens, such as 4711-bridge`,
    );
  return text;
}

function stepsOf(text: string): number[] {
  if (!/^[1-9]\d?(,[1-9]\d?)*$/.test(text))
    throw new UsageError(`--steps ${text}: give step numbers with commas, such as 1,3`);
  return [...new Set(text.split(',').map(Number))];
}
