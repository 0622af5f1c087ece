/** What is wrong with a text that should have been a reading. */
export interface Problem {
  /** In a sentence, fit to be shown. */
  reason: string;
  /** Where in the data, e.g. `addr[2].mtu`; empty for the whole text. */
  path: string;
  /** The beginning of what was received there. */
  received: string;
}

export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };

const LONGEST_EXCERPT = 80;

/** The beginning of a value as text, short enough for one line of a log. */
const excerpt = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return text.length > LONGEST_EXCERPT ? `${text.slice(0, LONGEST_EXCERPT)}…` : text;
};

export const failure = (reason: string, path: string, received: unknown): Result<never> => ({
  ok: false,
  problem: { reason, path, received: excerpt(received) },
});

export const success = <T>(value: T): Result<T> => ({ ok: true, value });
