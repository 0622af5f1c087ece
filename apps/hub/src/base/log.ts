import { pino } from 'pino';
import type { Logger } from 'pino';
import { z } from 'zod';

export type Log = Logger;

const lineSchema = z
  .object({ level: z.number(), time: z.number(), msg: z.string().default('') })
  .catchall(z.unknown());

const NAMES: Readonly<Record<number, string>> = {
  20: 'debug',
  40: 'warn ',
  50: 'error',
  60: 'fatal',
};

/** Logs as short lines for a person to read. @param write takes one line without its end */
export function makeLog(
  level: 'silent' | 'warn' | 'info' | 'debug',
  write: (line: string) => void,
) {
  return pino({ level, base: null }, { write: (line: string) => write(readable(line)) });
}

/** `12:00:01 warn  what happened  key=value`, from pino's JSON. */
export function readable(json: string): string {
  const { level, time, msg, ...rest } = lineSchema.parse(JSON.parse(json));
  const clock = new Date(time).toTimeString().slice(0, 8);
  const name = NAMES[level] ?? 'info ';
  const details = Object.entries(rest).map(([key, value]) => `${key}=${textOf(value)}`);
  return [`${clock} ${name} ${msg}`, ...details].join('  ');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
