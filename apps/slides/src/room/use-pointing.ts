import { useEffect } from 'react';
import type { RefObject } from 'react';
import { useTalk } from '../app/talk-context.ts';
import { anchorAt, boxOf, pointAt } from './anchor.ts';
import type { Shown } from './anchor.ts';
import { lightOf } from './light.ts';

/** Px of travel that make a press a box instead of a click on what is there. */
const TRAVEL = 8;

interface Options {
  /** What takes the pointer. */
  readonly surface: RefObject<HTMLElement | null>;
  /** The slide as this page shows it now; the same function while the page keeps its layout. */
  readonly shown: () => Shown | null;
  readonly slide: string | undefined;
  readonly on: boolean;
}

/**
 * While it is on: moving points, a click lights what is there or puts the light out, a drag lights
 * a box. A finger has no way to move without pressing: it points as long as it is down, and a tap is
 * a click.
 */
export function usePointing({ surface, shown, slide, on }: Options): void {
  const { link } = useTalk();
  useEffect(() => {
    const area = surface.current;
    const actions = link.remote;
    if (!on || !area || !actions || slide === undefined) return;
    let start: { x: number; y: number } | null = null;

    function moved(event: PointerEvent): void {
      const now = shown();
      if (!now || slide === undefined) return;
      const { clientX: x, clientY: y } = event;
      const anchor = anchorAt(now, x, y);
      const box = boxOf(now, anchor);
      if (box) actions?.point(pointAt(slide, anchor, box, x, y));
    }

    function pressed(event: PointerEvent): void {
      if (event.button !== 0 || inControl(event.target)) return;
      event.preventDefault();
      event.stopPropagation();
      start = { x: event.clientX, y: event.clientY };
      if (event.pointerType === 'touch') moved(event);
    }

    function released(event: PointerEvent): void {
      const now = shown();
      if (!start || !now || slide === undefined) return;
      const from = start;
      start = null;
      const width = Math.abs(event.clientX - from.x);
      const height = Math.abs(event.clientY - from.y);
      if (width < TRAVEL && height < TRAVEL) {
        const anchor = anchorAt(now, from.x, from.y);
        const all = { slide, anchor, x: 0, y: 0, width: 1, height: 1 };
        const lit = link.room.room.get()?.highlight;
        const same = lit && JSON.stringify(lit.anchor) === JSON.stringify(anchor);
        actions?.highlight(anchor.on === 'slide' || same ? null : all);
        return;
      }
      if (event.pointerType === 'touch') {
        actions?.point(null);
        return;
      }
      const left = Math.min(from.x, event.clientX);
      const top = Math.min(from.y, event.clientY);
      const light = lightOf(now, slide, { left, top, width, height });
      if (light) actions?.highlight(light);
    }

    function swallowed(event: MouseEvent): void {
      if (inControl(event.target)) return;
      event.preventDefault();
      event.stopPropagation();
    }

    const left = () => actions.point(null);
    const capture = { capture: true };
    area.addEventListener('pointermove', moved);
    area.addEventListener('pointerdown', pressed, capture);
    area.addEventListener('pointerup', released, capture);
    area.addEventListener('click', swallowed, capture);
    area.addEventListener('pointerleave', left);
    return () => {
      left();
      area.removeEventListener('pointermove', moved);
      area.removeEventListener('pointerdown', pressed, capture);
      area.removeEventListener('pointerup', released, capture);
      area.removeEventListener('click', swallowed, capture);
      area.removeEventListener('pointerleave', left);
    };
  }, [surface, shown, slide, on, link]);
}

/** The bar and its dialogs stay what they are. */
function inControl(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('.talk-bar, dialog, .overlay, .light-out') !== null
  );
}
