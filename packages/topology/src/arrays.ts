import { failure, success, type Result } from './result.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/** Index after the bracket that closes the array opened at `start`, or -1 if the text ends first. */
const endOfArray = (text: string, start: number): number => {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) quoted = false;
    } else if (code === QUOTE) quoted = true;
    else if (OPENING.has(code)) depth += 1;
    else if (CLOSING.has(code)) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
};

/** Control characters that are no white space of JSON. */
const CONTROL = /[^\P{Cc}\t\n\r]/gu;

/** `ip` prints them as they are in an interface's name, which may have any; JSON wants them escaped. */
const escaped = (control: string) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`;

const parseJson = (text: string): unknown => {
  try {
    const value: unknown = JSON.parse(text.replace(CONTROL, escaped));
    return value;
  } catch {
    return undefined;
  }
};

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `ip` prints `{}` for what a filter hid: nothing to be read in it. */
const isEmptyObject = (value: unknown) => isPlainObject(value) && Object.keys(value).length === 0;

/**
 * The JSON arrays that `ip -j -batch` printed one after the other, as arrays of objects. Anything
 * else between, before or after them, or an array cut short, is a failure.
 */
export const arraysOf = (text: string): Result<Record<string, unknown>[][]> => {
  const arrays: Record<string, unknown>[][] = [];
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const skipped = rest.length - rest.trimStart().length;
    if (skipped === rest.length) break;
    at += skipped;
    const path = `[${arrays.length}]`;
    if (text[at] !== '[') return failure('not a JSON array', path, text.slice(at));
    const end = endOfArray(text, at);
    if (end < 0) return failure('the output ends in the middle', path, text.slice(at));
    const value = parseJson(text.slice(at, end));
    if (!Array.isArray(value)) return failure('not valid JSON', path, text.slice(at, end));
    const items: unknown[] = value;
    const objects = items.filter(isPlainObject);
    if (objects.length < items.length) {
      return failure('not an array of objects', path, text.slice(at, end));
    }
    arrays.push(objects.filter((object) => !isEmptyObject(object)));
    at = end;
  }
  return success(arrays);
};
