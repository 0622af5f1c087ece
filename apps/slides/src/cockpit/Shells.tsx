import { DEFAULT_SIZE } from '@netstage/protocol';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { DeckContext, SlideContext } from '../deck/slide-context.ts';
import type { SlideWords } from '../talk/model.ts';
import { TerminalPane } from '../terminal/TerminalPane.tsx';

const UNSCALED = { scale: 1, flow: false } as const;

/** The terminals of a slide, to read and to type in; their size is the stage's business. */
export function Shells({ words }: { readonly words: SlideWords }): ReactNode {
  const place = useMemo(
    () => ({ id: words.id, current: true, near: true, fragment: -1 }),
    [words.id],
  );
  if (words.stage.kind !== 'live' || words.stage.terminals.length === 0) return null;
  return (
    <DeckContext value={UNSCALED}>
      <SlideContext value={place}>
        <div className="shells">
          {words.stage.terminals.map((terminal) => (
            <TerminalPane key={terminal} terminal={terminal} planned={DEFAULT_SIZE} sizes={false} />
          ))}
        </div>
      </SlideContext>
    </DeckContext>
  );
}
