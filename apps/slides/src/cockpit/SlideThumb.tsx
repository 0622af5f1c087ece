import type { Position } from '@netstage/protocol';
import { useMemo, useRef } from 'react';
import type { ReactNode, Ref } from 'react';
import { Boundary } from '../app/Boundary.tsx';
import { CANVAS } from '../deck/reveal-config.ts';
import { DeckContext, SlideContext } from '../deck/slide-context.ts';
import { useBox } from '../diagram/use-box.ts';
import { SlideView } from '../slides/SlideView.tsx';
import { talk as slides } from '../slides/talk.ts';

interface Props {
  readonly at: Position;
  readonly label: string;
  /** The slide's canvas, as it is scaled on the display. */
  readonly canvas?: Ref<HTMLDivElement>;
}

/**
 * A slide as the stage shows it, small: the same components, live, in the same canvas. Its
 * terminals stay where they can be read: a screen is in one place at a time.
 */
export function SlideThumb({ at, label, canvas }: Props): ReactNode {
  const frame = useRef<HTMLElement>(null);
  const box = useBox(frame);
  const { slide, fragment } = at;
  const words = slides.find(({ id }) => id === slide);
  const scale = box ? Math.min(box.width / CANVAS.width, box.height / CANVAS.height) : 0;
  const place = useMemo(
    () => ({ id: slide, current: false, near: true, fragment }),
    [slide, fragment],
  );
  const deck = useMemo(() => ({ scale: scale || 1, flow: false }), [scale]);
  return (
    <figure className="thumb" ref={frame} aria-label={`${label}: ${words?.title ?? slide}`}>
      <div
        className="thumb-canvas"
        ref={canvas}
        style={{ ...CANVAS, transform: `scale(${scale})`, visibility: box ? 'visible' : 'hidden' }}
        inert
      >
        {words ? (
          <DeckContext value={deck}>
            <SlideContext value={place}>
              <Boundary what="This slide">
                <SlideView key={slide} words={words} />
              </Boundary>
            </SlideContext>
          </DeckContext>
        ) : (
          <p className="thumb-missing">This page does not have the slide “{slide}”: reload it.</p>
        )}
      </div>
    </figure>
  );
}
