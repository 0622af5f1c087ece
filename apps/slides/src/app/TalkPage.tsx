import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ComponentType, ReactNode } from 'react';
import type { Position } from '@netstage/protocol';
import { TalkDeck } from '../deck/TalkDeck.tsx';
import type { DeckSteps } from '../deck/TalkDeck.tsx';
import { FLOW_QUERY } from '../deck/reveal-config.ts';
import { onSwipe } from '../deck/swipe.ts';
import { useMedia } from '../deck/use-media.ts';
import { useStore } from '../follow/use-store.ts';
import { useRoomLayer } from '../room/use-room-layer.tsx';
import { SlideView } from '../slides/SlideView.tsx';
import { talk as slides } from '../slides/talk.ts';
import { Boundary } from './Boundary.tsx';
import { Help } from './Help.tsx';
import { TalkBar } from './TalkBar.tsx';
import type { BarProps } from './TalkBar.tsx';
import { useTalk } from './talk-context.ts';
import { useKeys } from './use-keys.ts';
import { useOpened } from './use-opened.ts';
import { usePrefetch } from './use-prefetch.ts';
import { useLinkedPlace } from './use-linked-place.ts';

/** Ms after which the deck opens without the hub's word on where the talk is. */
const PATIENCE = 2_500;

const deckSlides = slides.map((words) => ({
  id: words.id,
  title: words.title,
  fragments: words.fragments,
  content: (
    <Boundary what="This slide">
      <SlideView words={words} />
    </Boundary>
  ),
}));

const beginning: Position = { slide: slides[0]?.id ?? '', fragment: -1 };

interface Props {
  /** What stands along the bottom. */
  readonly Bar?: ComponentType<BarProps>;
}

/** The talk, on stage or followed. */
export function TalkPage({ Bar = TalkBar }: Props): ReactNode {
  const { follower, link } = useTalk();
  const following = useStore(follower.following, (value) => value);
  const flow = useMedia(FLOW_QUERY);
  const impatient = useAfter(PATIENCE);
  const alone = useStore(
    link.talk,
    ({ stage, connection }) => stage === null && connection.status === 'lost',
  );
  const [steps, setSteps] = useState<DeckSteps | null>(null);
  const [help, setHelp] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const target = following.target ?? (impatient || alone ? beginning : null);
  const ready = useCallback((next: DeckSteps) => setSteps(next), []);
  const toggleHelp = useCallback(() => setHelp((open) => !open), []);
  useKeys(steps, toggleHelp);
  const opened = steps !== null && target !== null;
  useOpened(opened);
  usePrefetch(opened);
  useLinkedPlace(follower, link.role === 'audience');

  useEffect(() => {
    if (!root.current || !steps) return;
    return onSwipe(root.current, { left: steps.next, right: steps.previous });
  }, [steps]);

  const room = useRoomLayer({ page: root, slide: target?.slide, flow });
  const index = slides.findIndex(({ id }) => id === target?.slide);
  const title = slides[index]?.title;
  useEffect(() => {
    if (title !== undefined) document.title = `${title} – Container networking from scratch`;
  }, [title]);

  const place = useMemo(() => ({ index, count: slides.length }), [index]);
  return (
    <div
      className={`talk-page ${flow ? 'is-flow' : ''} ${room.laser ? 'has-laser' : ''}`}
      data-testid="talk"
      data-role={link.role}
      data-slide={target?.slide}
      data-fragment={target?.fragment}
      data-mode={following.mode}
      ref={root}
    >
      <div className={target ? 'deck' : 'deck is-waiting'}>
        <TalkDeck
          key={flow ? 'flow' : 'canvas'}
          slides={deckSlides}
          target={target}
          flow={flow}
          onMoved={follower.moved}
          onReady={ready}
        />
      </div>
      <Bar place={place} steps={steps} onHelp={toggleHelp}>
        {room.bar}
      </Bar>
      {room.layer}
      {help && <Help onClose={toggleHelp} onShare={room.share} />}
    </div>
  );
}

function useAfter(ms: number): boolean {
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPassed(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return passed;
}
