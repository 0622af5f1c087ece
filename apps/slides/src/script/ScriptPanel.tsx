import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { isRuler } from './groups.ts';
import { LineCode } from './LineCode.tsx';
import { keepInMiddle } from './scroll.ts';
import type { ScriptLine } from './tokenize.ts';

interface Props {
  readonly name: string;
  readonly lines: readonly ScriptLine[];
  /** The line that ran last, from 1: it is lit. */
  readonly ran: number | null;
  /** The line that runs next: it is pointed at. */
  readonly next: number | null;
  /** How the run stands, in a few words. */
  readonly state: string;
  /** Buttons beside the state. */
  readonly children?: ReactNode;
}

/** A script from the real file, with the line that ran lit and kept in the middle. */
export function ScriptPanel({ name, lines, ran, next, state, children }: Props): ReactNode {
  const list = useRef<HTMLOListElement>(null);
  const middle = ran ?? next;
  useEffect(() => {
    const index = lines.findIndex(({ number }) => number === middle);
    return list.current && index >= 0 ? keepInMiddle(list.current, index, index) : undefined;
  }, [lines, middle]);
  return (
    <figure
      className="script"
      data-testid="script"
      data-script={name}
      data-ran={ran ?? undefined}
      data-next={next ?? undefined}
    >
      <figcaption>
        <span className="script-name">{name}</span>
        <span className="script-state">{state}</span>
        {children}
      </figcaption>
      <ol ref={list}>
        {lines.map((line) => (
          <li
            key={line.number}
            className={isRuler(line) ? 'is-ruler' : undefined}
            data-line={line.number}
            data-ran={line.number === ran}
            data-next={line.number === next}
          >
            <LineCode line={line} />
          </li>
        ))}
      </ol>
    </figure>
  );
}
