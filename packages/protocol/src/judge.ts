import type { Expectation, Verdict } from './command.ts';

/**
 * Holds a command's outcome against what its cue expects.
 *
 * @param output plain text, without escape sequences
 * @param exit the exit code, or null when the command had not ended in time
 */
export function judge(expect: Expectation, output: string, exit: number | null): Verdict {
  const why: string[] = [];
  if (exit === null && expect.exit !== null) why.push('it did not end in time');
  else if (typeof expect.exit === 'number' && exit !== expect.exit)
    why.push(`exit code ${exit}, expected ${expect.exit}`);
  for (const text of expect.includes ?? [])
    if (!output.includes(text)) why.push(`“${text}” is missing from the output`);
  for (const text of expect.excludes ?? [])
    if (output.includes(text)) why.push(`“${text}” must not be in the output`);
  if (expect.ttl !== undefined) why.push(...judgeTtl(expect.ttl, output));
  return { held: why.length === 0, why };
}

function judgeTtl(expected: number | 'lost', output: string): string[] {
  const seen = [...output.matchAll(/\bttl=(\d+)/g)].map((match) => Number(match[1]));
  if (expected === 'lost') {
    const lost = /\b100% packet loss\b/.test(output);
    return seen.length === 0 && lost ? [] : ['a reply came back, none was expected'];
  }
  if (seen.length === 0) return [`no reply, expected TTL ${expected}`];
  const wrong = seen.filter((ttl) => ttl !== expected);
  return wrong.length === 0 ? [] : [`TTL ${wrong[0]}, expected ${expected}`];
}
