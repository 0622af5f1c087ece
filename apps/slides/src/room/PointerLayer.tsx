import type { Highlight, Point } from '@netstage/protocol';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTalk } from '../app/talk-context.ts';
import { useStore } from '../follow/use-store.ts';
import { boxOf } from './anchor.ts';
import type { Box, Shown } from './anchor.ts';
import { useRoom } from './use-room.ts';

interface Props {
  /** The slide as this page shows it now; the same function while the page keeps its layout. */
  readonly shown: () => Shown | null;
  /** The id of the slide in there. */
  readonly slide: string | undefined;
}

/** Px around what is lit, so that its outline does not cut it. */
const MARGIN = 6;

/** Where the presenter points, and what is lit: over the slide, the same for everybody. */
export function PointerLayer({ shown, slide }: Props): ReactNode {
  const { link } = useTalk();
  const { point, every } = useStore(link.room.pointer, (value) => value);
  const highlight = useRoom((room) => room.highlight);
  const dot = useRef<HTMLDivElement>(null);
  const [lit, setLit] = useState<Box | null>(null);

  useEffect(() => {
    const element = dot.current;
    const place = point?.slide === slide ? placeOf(shown(), point) : null;
    if (!element) return;
    element.hidden = !place;
    if (!place) return;
    element.style.transitionDuration = `${every}ms`;
    element.style.transform = `translate(${place.x}px, ${place.y}px)`;
  }, [shown, point, every, slide]);

  // What is lit may move: a slide changes its size, a diagram grows.
  useEffect(() => {
    if (!highlight || highlight.slide !== slide) return;
    let frame = 0;
    const look = () => {
      setLit((before) => settled(before, litBox(shown(), highlight)));
      frame = requestAnimationFrame(look);
    };
    look();
    return () => cancelAnimationFrame(frame);
  }, [shown, highlight, slide]);

  return (
    <div className="pointer-layer" aria-hidden="true">
      {lit && highlight?.slide === slide && (
        <div
          className="lit-box"
          data-testid="lit"
          style={{ left: lit.left, top: lit.top, width: lit.width, height: lit.height }}
        />
      )}
      <div className="laser" data-testid="laser" ref={dot} hidden />
    </div>
  );
}

function placeOf(shown: Shown | null, point: Point | null): { x: number; y: number } | null {
  const box = shown && point && boxOf(shown, point.anchor);
  return box && { x: box.left + point.x * box.width, y: box.top + point.y * box.height };
}

function litBox(shown: Shown | null, highlight: Highlight): Box | null {
  const box = shown && boxOf(shown, highlight.anchor);
  return (
    box && {
      left: box.left + highlight.x * box.width - MARGIN,
      top: box.top + highlight.y * box.height - MARGIN,
      width: highlight.width * box.width + 2 * MARGIN,
      height: highlight.height * box.height + 2 * MARGIN,
    }
  );
}

/** The same object while it has not moved, so that nothing is rendered. */
function settled(before: Box | null, now: Box | null): Box | null {
  const same =
    before &&
    now &&
    before.left === now.left &&
    before.top === now.top &&
    before.width === now.width &&
    before.height === now.height;
  return same ? before : now;
}
