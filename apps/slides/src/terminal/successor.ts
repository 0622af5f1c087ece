import type { TerminalId, TerminalView } from '@netstage/protocol';

/**
 * When a terminal is taken up by a program that does not end, a new one takes its place: `main-2`
 * after `main`. Everyone shows the latest, since everyone knows which terminals there are.
 */
function numberOf(candidate: TerminalId, original: TerminalId): number | null {
  if (candidate === original) return 1;
  if (!candidate.startsWith(`${original}-`)) return null;
  const rest = candidate.slice(original.length + 1);
  return /^([2-9]|[1-9]\d+)$/.test(rest) ? Number(rest) : null;
}

/** The terminals that stand in this one's place, itself included, oldest first. */
export function successors(
  terminals: Readonly<Record<string, TerminalView>>,
  original: TerminalId,
): TerminalId[] {
  return Object.keys(terminals)
    .flatMap((id) => {
      const number = numberOf(id, original);
      return number === null ? [] : [{ id, number }];
    })
    .sort((a, b) => a.number - b.number)
    .map(({ id }) => id);
}

/** The terminal that is shown, and that cues run in, where `original` is planned. */
export function shownFor(
  terminals: Readonly<Record<string, TerminalView>>,
  original: TerminalId,
): TerminalId {
  return successors(terminals, original).at(-1) ?? original;
}

/** The terminal that is shown once the one shown now is closed. */
export function earlierFor(
  terminals: Readonly<Record<string, TerminalView>>,
  original: TerminalId,
): TerminalId {
  return successors(terminals, original).at(-2) ?? original;
}

/** The id of one more terminal in this one's place. How many a node may have is the hub's to say. */
export function nextFor(
  terminals: Readonly<Record<string, TerminalView>>,
  original: TerminalId,
): TerminalId {
  const number = numberOf(shownFor(terminals, original), original) ?? 1;
  return `${original}-${number + 1}`;
}
