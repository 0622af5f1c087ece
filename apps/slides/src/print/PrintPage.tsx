import './print.css';
import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Boundary } from '../app/Boundary.tsx';
import { DeckContext, SlideContext } from '../deck/slide-context.ts';
import { SlideView } from '../slides/SlideView.tsx';
import { talk as slides } from '../slides/talk.ts';
import type { SlideWords } from '../talk/model.ts';
import { PrintNotes } from './PrintNotes.tsx';
import { whenDrawn } from './when-drawn.ts';

const shape = { scale: 1, flow: false };

/** The whole talk for paper: a slide a page, or with `#notes` what to say below each. */
export function PrintPage(): ReactNode {
  const notes = window.location.hash === '#notes';
  const [drawn, setDrawn] = useState(false);

  useEffect(() => {
    document.documentElement.dataset['print'] = notes ? 'notes' : 'slides';
    document.title = 'Container networking from scratch';
    return whenDrawn(document.body, () => setDrawn(true));
  }, [notes]);

  return (
    <main className="print" data-testid="print" data-drawn={drawn}>
      <DeckContext value={shape}>
        {slides.map((words, index) => (
          <article key={words.id} className="print-sheet" data-slide={words.id}>
            <PrintedSlide words={words} />
            {notes && <PrintNotes words={words} place={`${index + 1} / ${slides.length}`} />}
          </article>
        ))}
      </DeckContext>
    </main>
  );
}

/** A slide as it stands at its end, with all that its fragments bring. */
function PrintedSlide({ words }: { readonly words: SlideWords }): ReactNode {
  const place = useMemo(
    () => ({ id: words.id, current: true, near: true, fragment: words.fragments - 1 }),
    [words],
  );
  return (
    <div className="print-frame">
      <div className="print-canvas">
        <SlideContext value={place}>
          <Boundary what="This slide">
            <SlideView words={words} />
          </Boundary>
        </SlideContext>
      </div>
    </div>
  );
}
