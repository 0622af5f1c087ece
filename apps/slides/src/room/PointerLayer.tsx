import type { Highlight, Point } from '@netstage/protocol';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTalk } from '../app/talk-context.ts';
import { useStore } from '../follow/use-store.ts';
import { spotOf } from './anchor.ts';
import type { Box, Shown } from './anchor.ts';
import { litBox } from './light.ts';
import { useRoom } from './use-room.ts';

interface Props {
  /** The slide as this page shows it now; the same function while the page keeps its layout. */
  readonly shown: () => Shown | null;
  /** The id of the slide in there. */
  readonly slide: string | undefined;
}

/** Px around what is lit, so that its outline does not cut it. */
const MARGIN = 6;

/** Px at the lower edge of a phone that the talk's bar covers. */
const BAR = 56;

/** Where the presenter points, and what is lit: over the slide, the same for everybody. */
export function PointerLayer({ shown, slide }: Props): ReactNode {
  const { link } = useTalk();
  const { point, every } = useStore(link.room.pointer, (value) => value);
  const highlight = useRoom((room) => room.highlight);
  const dot = useRef<HTMLDivElement>(null);
  const [lit, setLit] = useState<Box | null>(null);

  useEffect(() => {
    const element = dot.current;
    const place = point && point.slide === slide ? placeOf(shown(), point) : null;
    if (!element) return;
    element.hidden = !place;
    if (!place) return;
    element.style.transitionDuration = `${every}ms`;
    element.style.transform = `translate(${place.left}px, ${place.top}px)`;
  }, [shown, point, every, slide]);

  // In a column it may be out of sight, and then all that is seen would be dimmed.
  useEffect(() => {
    if (highlight && highlight.slide === slide) bringIntoView(shown(), highlight);
  }, [shown, highlight, slide]);

  // What is lit may move: a slide changes its size, a diagram grows.
  useEffect(() => {
    if (!highlight || highlight.slide !== slide) return;
    let frame = 0;
    const look = () => {
      setLit((before) => settled(before, framed(shown(), highlight)));
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

function bringIntoView(shown: Shown | null, highlight: Highlight): void {
  const box = shown && !shown.canvas && litBox(shown, highlight);
  if (!box) return;
  const view = shown.root.getBoundingClientRect();
  const middle = box.top + box.height / 2;
  if (middle < view.top || middle > view.bottom - BAR)
    shown.root.scrollBy({ top: middle - (view.top + view.bottom - BAR) / 2 });
}

function placeOf(shown: Shown | null, point: Point): Box | null {
  const at = { left: point.x, top: point.y, width: 0, height: 0 };
  return shown && spotOf(shown, point.anchor, at);
}

function framed(shown: Shown | null, highlight: Highlight): Box | null {
  const box = shown && litBox(shown, highlight);
  return (
    box && {
      left: box.left - MARGIN,
      top: box.top - MARGIN,
      width: box.width + 2 * MARGIN,
      height: box.height + 2 * MARGIN,
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
