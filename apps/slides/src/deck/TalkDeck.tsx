import type { Position } from '@netstage/protocol';
import { Deck, Slide } from '@revealjs/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { RevealApi } from 'reveal.js';
import { canvasConfig, flowConfig } from './reveal-config.ts';
import { DeckContext, SlideContext, useDeck } from './slide-context.ts';

export interface DeckSlide {
  readonly id: string;
  readonly title: string;
  /** How many steps the slide takes; what each shows is the content's business. */
  readonly fragments: number;
  readonly content: ReactNode;
}

/** What moves the deck by a step, fragments included. */
export interface DeckSteps {
  readonly next: () => void;
  readonly previous: () => void;
  readonly first: () => void;
  readonly last: () => void;
}

interface Props {
  readonly slides: readonly DeckSlide[];
  /** Where the deck is to be. An id that is not in this deck leaves it where it is. */
  readonly target: Position | null;
  readonly flow: boolean;
  /** The user moved the deck; never called for moves that `target` asked for. */
  readonly onMoved: (position: Position) => void;
  readonly onReady: (steps: DeckSteps) => void;
}

/** The one place that knows reveal.js: positions by slide id in, positions by slide id out. */
export function TalkDeck({ slides, target, flow, onMoved, onReady }: Props): ReactNode {
  const [reveal, setReveal] = useState<RevealApi | null>(null);
  const [scale, setScale] = useState(1);
  const [shown, setShown] = useState(nothingShown);
  const last = useRef(nothingShown);
  const applying = useRef(false);
  const reported = useRef(false);

  // A state set anew to what it is still costs React a render, and under a key that is held down
  // those follow each other so closely that it takes them for a loop.
  const show = useCallback((next: Shown) => {
    const { index, fragment } = last.current;
    if (next.index === index && next.fragment === fragment) return;
    last.current = next;
    setShown(next);
  }, []);

  const report = useCallback(() => {
    if (!reveal) return;
    show(shownBy(reveal));
    if (applying.current || reported.current) return;
    // One move makes several events (slide, then fragments): tell where it ended, once.
    reported.current = true;
    queueMicrotask(() => {
      reported.current = false;
      const { h, f } = reveal.getIndices();
      const slide = slides[h];
      if (slide) onMoved({ slide: slide.id, fragment: f ?? -1 });
    });
  }, [reveal, slides, onMoved, show]);

  useEffect(() => {
    if (!reveal || !target) return;
    const index = slides.findIndex((slide) => slide.id === target.slide);
    if (index < 0) return;
    applying.current = true;
    try {
      const { h, f } = reveal.getIndices();
      if (h !== index || (f ?? -1) !== target.fragment) reveal.slide(index, 0, target.fragment);
      show(shownBy(reveal));
    } finally {
      applying.current = false;
    }
  }, [reveal, slides, target, show]);

  useEffect(() => {
    if (!reveal) return;
    onReady({
      next: () => reveal.next(),
      previous: () => reveal.prev(),
      first: () => reveal.slide(0, 0, -1),
      last: () => reveal.slide(slides.length - 1, 0, -1),
    });
    const resized = () => setScale(reveal.getScale());
    resized();
    reveal.on('resize', resized);
    return () => reveal.off('resize', resized);
  }, [reveal, slides, onReady]);

  // Reveal calls itself an application: in one, screen readers leave the reading to it, and hand on
  // the keys by which their users read. There are slides to read here.
  useEffect(() => {
    const deck = reveal?.getRevealElement();
    deck?.setAttribute('role', 'region');
    deck?.setAttribute('aria-label', 'Slides');
  }, [reveal]);

  const shape = useMemo(() => ({ scale: flow ? 1 : scale, flow }), [flow, scale]);

  return (
    <DeckContext value={shape}>
      <Deck
        config={flow ? flowConfig : canvasConfig}
        onReady={setReveal}
        onSlideChange={report}
        onFragmentShown={report}
        onFragmentHidden={report}
      >
        {slides.map((slide, index) => (
          <SlideOf
            key={slide.id}
            slide={slide}
            current={index === shown.index}
            near={Math.abs(index - shown.index) <= 1}
            fragment={fragmentOf(slide, index, shown)}
          />
        ))}
      </Deck>
    </DeckContext>
  );
}

interface Shown {
  readonly index: number;
  readonly fragment: number;
}

const nothingShown: Shown = { index: 0, fragment: -1 };

function shownBy(reveal: RevealApi): Shown {
  const { h, f } = reveal.getIndices();
  return { index: h, fragment: f ?? -1 };
}

function fragmentOf(slide: DeckSlide, index: number, shown: Shown): number {
  if (index === shown.index) return shown.fragment;
  return index < shown.index ? slide.fragments - 1 : -1;
}

interface SlideOfProps {
  readonly slide: DeckSlide;
  readonly current: boolean;
  readonly near: boolean;
  readonly fragment: number;
}

// No class name on the section: changing one would wipe the classes that reveal sets there. For the
// same reason the fragments that reveal counts are empty marks; the content reads their number.
function SlideOf({ slide, current, near, fragment }: SlideOfProps): ReactNode {
  const place = useMemo(
    () => ({ id: slide.id, current, near, fragment }),
    [slide.id, current, near, fragment],
  );
  const { flow } = useDeck();
  const marks = Array.from({ length: slide.fragments }, (_, index) => index);
  return (
    // In the flow layout a slide scrolls, and keys must get there without a link to stand on.
    <Slide data-slide={slide.id} aria-label={slide.title} {...(flow && current && { tabIndex: 0 })}>
      <SlideContext value={place}>{slide.content}</SlideContext>
      {marks.map((mark) => (
        <span key={mark} className="fragment step-mark" data-fragment-index={mark} />
      ))}
    </Slide>
  );
}
