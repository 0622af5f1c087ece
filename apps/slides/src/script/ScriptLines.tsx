import { useEffect, useRef } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import { isRuler, textOf } from './groups.ts';
import { LineCode } from './LineCode.tsx';
import { keepInMiddle } from './scroll.ts';
import type { ScriptLine } from './tokenize.ts';

interface Props {
  readonly lines: readonly ScriptLine[];
  readonly common: ReadonlySet<number>;
  /** First and last line that are lit, by index. */
  readonly from: number;
  readonly to: number;
  /** Whether something may stand before a lit line, for which there must be room. */
  readonly marked: boolean;
  /** What stands before a lit line. */
  readonly children: (line: ScriptLine) => ReactNode;
}

/** Px: what is read from the last row, and what a short file has room for. */
const LETTERS = { smallest: 20, largest: 26 } as const;

/** Px that the longest line may take, and a mono letter's width in parts of its size. */
const ROOM = 560;
const ADVANCE = 0.6;

/** A script with the group that is told lit, the rest in the background. */
export function ScriptLines({ lines, common, from, to, marked, children }: Props): ReactNode {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    return list.current ? keepInMiddle(list.current, from, to) : undefined;
  }, [from, to]);
  const longest = Math.max(...lines.map((line) => textOf(line).length));
  const fitting = Math.floor(ROOM / ADVANCE / longest);
  const letters = Math.max(LETTERS.smallest, Math.min(LETTERS.largest, fitting));
  const style: CSSProperties & Record<'--letters', string> = { '--letters': `${letters}px` };
  return (
    <ol className={marked ? 'walk-lines has-marks' : 'walk-lines'} ref={list} style={style}>
      {lines.map((line, index) => {
        const lit = index >= from && index <= to;
        return (
          <li
            key={line.number}
            className={isRuler(line) ? 'is-ruler' : undefined}
            data-line={line.number}
            data-lit={lit}
            data-common={common.has(index)}
          >
            {lit && children(line)}
            <LineCode line={line} />
          </li>
        );
      })}
    </ol>
  );
}
