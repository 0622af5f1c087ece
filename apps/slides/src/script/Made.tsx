import type { ReactNode } from 'react';
import { madeBy } from '../recorded/origins.ts';
import type { ScriptLine } from './tokenize.ts';

interface Props {
  readonly node: string;
  readonly lines: readonly ScriptLine[];
}

/** What these lines made, as found by running the script line by line. */
export function Made({ node, lines }: Props): ReactNode {
  const made = new Set(lines.flatMap(({ number }) => madeBy(number, node)));
  if (made.size === 0) return null;
  return (
    <p className="walk-made" data-testid="made">
      made or changed: {[...made].join(', ')}
    </p>
  );
}
