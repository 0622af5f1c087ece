import type { ReactNode } from 'react';
import { textOf } from './groups.ts';
import type { ScriptLine } from './tokenize.ts';

/** One line of a script in its colours. */
export function LineCode({ line }: { readonly line: ScriptLine }): ReactNode {
  return (
    <code data-piece={textOf(line) || undefined}>
      {line.tokens.map(({ at, kind, text }) => (
        <span key={at} className={`tok-${kind}`}>
          {text}
        </span>
      ))}
    </code>
  );
}
