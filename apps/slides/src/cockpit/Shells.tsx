import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { DeckContext, SlideContext } from '../deck/slide-context.ts';
import { plannedSize } from '../slides/planned-size.ts';
import type { SlideWords } from '../talk/model.ts';
import { TerminalPane } from '../terminal/TerminalPane.tsx';

const UNSCALED = { scale: 1, flow: false } as const;

/** The terminals of a slide, to read and to type in, in the size that they have on stage. */
export function Shells({ words }: { readonly words: SlideWords }): ReactNode {
  const place = useMemo(
    () => ({ id: words.id, current: true, near: true, fragment: -1 }),
    [words.id],
  );
  const { stage } = words;
  if (stage.kind !== 'live' || stage.terminals.length === 0) return null;
  const planned = plannedSize(words, stage);
  return (
    <DeckContext value={UNSCALED}>
      <SlideContext value={place}>
        <div className="shells">
          {stage.terminals.map((terminal) => (
            <TerminalPane key={terminal} terminal={terminal} planned={planned} />
          ))}
        </div>
      </SlideContext>
    </DeckContext>
  );
}
