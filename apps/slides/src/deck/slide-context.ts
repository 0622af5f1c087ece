import { createContext, useContext } from 'react';

/**
 * What a slide's contents may know of the deck. One thing they must know beyond it: a `section`
 * inside of a slide is a slide to reveal.js, which then sets its display and its classes.
 */
export interface SlidePlace {
  readonly id: string;
  readonly current: boolean;
  /** Current or next to it: worth mounting what is heavy. */
  readonly near: boolean;
  /** Fragments shown: -1 none, 0 the first; all of them once the slide is past. */
  readonly fragment: number;
}

export const SlideContext = createContext<SlidePlace>({
  id: '',
  current: false,
  near: false,
  fragment: -1,
});

export function useSlide(): SlidePlace {
  return useContext(SlideContext);
}

/** How the deck is shown: `scale` is 1 in the flow layout. */
export interface DeckShape {
  readonly scale: number;
  readonly flow: boolean;
}

export const DeckContext = createContext<DeckShape>({ scale: 1, flow: false });

export function useDeck(): DeckShape {
  return useContext(DeckContext);
}
