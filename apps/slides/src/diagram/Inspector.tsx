import { factsOf } from '@netstage/topology';
import type { NodeState, Ref, SceneElement } from '@netstage/topology';
import { useEffect, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { originsOf } from '../recorded/origins.ts';

interface Props {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly elements: readonly SceneElement[];
  readonly states: readonly (NodeState | null)[];
  /** An element was clicked, or chosen by Enter or the space bar. */
  readonly onPress: (element: SceneElement) => void;
}

interface Spot {
  readonly key: string;
  /** Middle of the element, in parts of the frame. */
  readonly x: number;
  readonly y: number;
}

/** Shows what the kernel says of the element under the pointer, or of the one that has focus. */
export function Inspector({ frame, elements, states, onPress }: Props): ReactNode {
  const [spot, setSpot] = useState<Spot | null>(null);
  const element = elements.find(({ key }) => key === spot?.key);
  usePointed(frame, setSpot);

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

  if (!spot || !element) return null;
  return <Popover spot={spot} subject={element.ref} title={element.title} states={states} />;
}

interface PopoverProps {
  readonly spot: Spot;
  readonly subject: Ref;
  readonly title: string;
  readonly states: readonly (NodeState | null)[];
}

function Popover({ spot, subject, title, states }: PopoverProps): ReactNode {
  const known = states.filter((state) => state !== null);
  const facts = factsOf(known, subject);
  const origins = originsOf(subject, known);
  const style = {
    ...(spot.x < 0.5 ? { left: `${spot.x * 100}%` } : { right: `${(1 - spot.x) * 100}%` }),
    ...(spot.y < 0.5
      ? { top: `calc(${spot.y * 100}% + 18px)` }
      : { bottom: `calc(${(1 - spot.y) * 100}% + 18px)` }),
  };
  return (
    <div className="inspector" data-testid="inspector" role="tooltip" style={style}>
      <h3>{facts?.title ?? title}</h3>
      {facts && (
        <dl>
          {facts.fields.map(([name, value]) => (
            <div key={name} className="inspector-field">
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

function usePointed(
  frame: RefObject<HTMLDivElement | null>,
  setSpot: (spot: Spot | null) => void,
): void {
  useEffect(() => {
    const root = frame.current;
    if (!root) return;
    const show = (event: Event) => {
      const group = groupOf(event.target);
      const key = group?.dataset['key'];
      if (!group || key === undefined) {
        setSpot(null);
        return;
      }
      // Both are scaled by the deck: their proportion is not.
      const all = root.getBoundingClientRect();
      const one = group.getBoundingClientRect();
      const x = (one.left + one.width / 2 - all.left) / all.width;
      const y = (one.top + one.height / 2 - all.top) / all.height;
      setSpot({ key, x, y });
    };
    const hide = () => setSpot(null);
    root.addEventListener('pointerover', show);
    root.addEventListener('pointerleave', hide);
    root.addEventListener('focusin', show);
    root.addEventListener('focusout', hide);
    return () => {
      root.removeEventListener('pointerover', show);
      root.removeEventListener('pointerleave', hide);
      root.removeEventListener('focusin', show);
      root.removeEventListener('focusout', hide);
    };
  }, [frame, setSpot]);
}
