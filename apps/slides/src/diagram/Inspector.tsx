import { factsOf } from '@netstage/topology';
import type { NodeState, SceneElement } from '@netstage/topology';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { originsOf } from '../recorded/origins.ts';
import { placeBeside } from './place-beside.ts';

interface Props {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly elements: readonly SceneElement[];
  readonly states: readonly (NodeState | null)[];
  /** An element was clicked, or chosen by Enter or the space bar. */
  readonly onPress: (element: SceneElement) => void;
}

/** Shows what the kernel says of the element under the pointer, or of the one that has focus. */
export function Inspector({ frame, elements, states, onPress }: Props): ReactNode {
  const [pointed, setPointed] = useState<string | null>(null);
  const element = elements.find(({ key }) => key === pointed);
  usePointed(frame, setPointed);

  useEffect(() => {
    const root = frame.current;
    if (!root) return;
    const press = (event: Event) => {
      if (event instanceof KeyboardEvent && event.key !== 'Enter' && event.key !== ' ') return;
      const key = groupOf(event.target)?.dataset['key'];
      const pressed = elements.find((one) => one.key === key);
      if (!pressed) return;
      if (event instanceof KeyboardEvent) event.preventDefault();
      onPress(pressed);
    };
    root.addEventListener('click', press);
    root.addEventListener('keydown', press);
    return () => {
      root.removeEventListener('click', press);
      root.removeEventListener('keydown', press);
    };
  }, [frame, elements, onPress]);

  if (!element) return null;
  return <Popover key={element.key} frame={frame} element={element} states={states} />;
}

interface PopoverProps {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly element: SceneElement;
  readonly states: readonly (NodeState | null)[];
}

function Popover({ frame, element, states }: PopoverProps): ReactNode {
  const { key, ref: subject, title } = element;
  const box = useRef<HTMLDivElement>(null);
  const known = states.filter((state) => state !== null);
  const facts = factsOf(known, subject);
  const origins = originsOf(subject, known);

  // What it says, and with it its size, can change with every state.
  useLayoutEffect(() => {
    const root = frame.current;
    const target = root && groupWith(root, key);
    if (root && target && box.current) placeIn(root, target, box.current);
  });

  return (
    <div className="inspector" data-testid="inspector" role="tooltip" ref={box}>
      <h3>{facts?.title ?? title}</h3>
      {facts && (
        <dl>
          {facts.fields.map(([name, value]) => (
            // An interface may have several addresses, a route several next hops.
            <div key={`${name} ${value}`} className="inspector-field">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {facts?.command != null && <code className="inspector-command">{facts.command}</code>}
      {origins.length > 0 && (
        <dl className="inspector-origins" data-testid="origins">
          <dt>setup.sh</dt>
          {origins.map(({ line, command }) => (
            <dd key={line}>
              line {line}: <code>{command}</code>
            </dd>
          ))}
        </dl>
      )}
    </div>
  );
}

function groupOf(target: EventTarget | null): SVGElement | null {
  const group = target instanceof Element ? target.closest('[data-key]') : null;
  return group instanceof SVGElement ? group : null;
}

function groupWith(root: HTMLElement, key: string): Element | null {
  return root.querySelector(`[data-key="${CSS.escape(key)}"]`);
}

/** Moves the box beside the target, within the window. */
function placeIn(root: HTMLElement, target: Element, box: HTMLElement): void {
  const frame = root.getBoundingClientRect();
  // The deck is scaled; what is measured is not.
  const scale = frame.width / root.offsetWidth;
  const { width, height } = box.getBoundingClientRect();
  const window = { width: innerWidth, height: innerHeight };
  const place = placeBeside(target.getBoundingClientRect(), { width, height }, window);
  box.style.left = `${(place.x - frame.x) / scale}px`;
  box.style.top = `${(place.y - frame.y) / scale}px`;
}

/** Calls with the key of the element that is pointed at or has focus, and with null when none is. */
function usePointed(
  frame: RefObject<HTMLDivElement | null>,
  onPointed: (key: string | null) => void,
): void {
  useEffect(() => {
    const root = frame.current;
    if (!root) return;
    const show = (event: Event) => {
      onPointed(groupOf(event.target)?.dataset['key'] ?? null);
    };
    // A slide that comes in under a resting pointer is not pointed at: only a pointer that moves is.
    const moved = (event: PointerEvent) => {
      if (event.movementX !== 0 || event.movementY !== 0 || event.pointerType !== 'mouse')
        show(event);
    };
    const hide = () => onPointed(null);
    root.addEventListener('pointermove', moved);
    root.addEventListener('pointerdown', show);
    root.addEventListener('pointerleave', hide);
    root.addEventListener('focusin', show);
    root.addEventListener('focusout', hide);
    return () => {
      root.removeEventListener('pointermove', moved);
      root.removeEventListener('pointerdown', show);
      root.removeEventListener('pointerleave', hide);
      root.removeEventListener('focusin', show);
      root.removeEventListener('focusout', hide);
    };
  }, [frame, onPointed]);
}
