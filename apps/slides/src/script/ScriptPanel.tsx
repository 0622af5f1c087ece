import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { ScriptLine } from './tokenize.ts';

interface Props {
  readonly name: string;
  readonly lines: readonly ScriptLine[];
  /** The line that is about to run or just ran, from 1; null lights none. */
  readonly lit: number | null;
  /** How the run stands, in a few words. */
  readonly state: string;
  /** Buttons beside the state. */
  readonly children?: ReactNode;
}

/** A script from the real file, with one line lit and kept in the middle. */
export function ScriptPanel({ name, lines, lit, state, children }: Props): ReactNode {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const element = list.current?.querySelector(`[data-line="${lit}"]`);
    if (!(element instanceof HTMLElement) || !list.current) return;
    // Not scrollIntoView: it would scroll the deck as well.
    const middle = element.offsetTop - (list.current.clientHeight - element.offsetHeight) / 2;
    list.current.scrollTop = Math.max(0, middle);
  }, [lit]);
  return (
    <figure className="script" data-testid="script" data-script={name} data-line={lit ?? undefined}>
      <figcaption>
        <span className="script-name">{name}</span>
        <span className="script-state">{state}</span>
        {children}
      </figcaption>
      <ol ref={list}>
        {lines.map((line) => (
          <li
            key={line.number}
            data-line={line.number}
            data-lit={line.number === lit}
            data-done={lit !== null && line.number < lit}
          >
            <code>
              {line.tokens.map((token) => (
                <span key={token.at} className={`tok-${token.kind}`}>
                  {token.text}
                </span>
              ))}
            </code>
          </li>
        ))}
      </ol>
    </figure>
  );
}
