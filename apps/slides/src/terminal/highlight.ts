import type { LitKind } from './palette.ts';

/** Lights what matches in a terminal's output; the bytes stay as they are. */
export interface HighlightRule {
  /** With the `g` flag. */
  readonly pattern: RegExp;
  readonly kind: LitKind;
}

const highlightRules: readonly HighlightRule[] = [
  { pattern: /\bttl=\d+/g, kind: 'figure' },
  { pattern: /(?<= )(?:PASSED|OK)$/g, kind: 'good' },
  { pattern: /(?<= )FAILED$/g, kind: 'bad' },
  { pattern: /\b100% packet loss\b/g, kind: 'bad' },
  {
    pattern:
      /\b(?:Network is unreachable|Destination (?:Host|Net) Unreachable|No route to host|Connection refused|Invalid argument|File exists|No such file or directory|Cannot find device|Cannot open network namespace|command not found|Operation not permitted|Permission denied|Time to live exceeded)\b/gi,
    kind: 'bad',
  },
  { pattern: /^(?:RTNETLINK answers|Error|error):/g, kind: 'bad' },
];

/** Letters [from, to) of a line of text, in UTF-16 units, and how they are lit. */
export interface LitSpan {
  readonly from: number;
  readonly to: number;
  readonly kind: LitKind;
}

/** What the rules light in one line; where two overlap, the earlier rule wins. */
export function litSpans(
  line: string,
  rules: readonly HighlightRule[] = highlightRules,
): LitSpan[] {
  const spans: LitSpan[] = [];
  for (const { pattern, kind } of rules) {
    for (const match of line.matchAll(pattern)) {
      const from = match.index;
      const to = from + match[0].length;
      if (to > from && !spans.some((span) => from < span.to && span.from < to))
        spans.push({ from, to, kind });
    }
  }
  return spans.sort((a, b) => a.from - b.from);
}
