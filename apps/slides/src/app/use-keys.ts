import { useEffect } from 'react';
import { actionOf, claims } from '../deck/keys.ts';
import type { KeyAction } from '../deck/keys.ts';
import type { DeckSteps } from '../deck/TalkDeck.tsx';
import type { Follower } from '../follow/follower.ts';
import { FONT_STEPS, fontStep, singleKeys } from '../look/settings.ts';
import { switchTheme } from '../look/theme.ts';
import { useTalk } from './talk-context.ts';

/** Clicks what the current slide offers under a selector, as its user could with a pointer. */
function click(selector: string): void {
  const element = document.querySelector(`section.present ${selector}`);
  if (element instanceof HTMLElement) element.click();
}

function focusTerminal(): void {
  const element = document.querySelector('section.present .xterm-helper-textarea');
  if (element instanceof HTMLElement) element.focus();
}

/** The one that fills the slide goes back; else the slide's first one fills it. */
function fillSlide(): void {
  const filling = '.is-filling [data-testid="terminal-fill"]';
  const any = document.querySelector(`section.present ${filling}`) !== null;
  click(any ? filling : '[data-testid="terminal-fill"]');
}

function resizeLetters(by: number): void {
  const step = fontStep.get() + by;
  if (Math.abs(step) <= FONT_STEPS) fontStep.set(step);
}

function switchFullscreen(): void {
  const change = document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen();
  change.catch((error: unknown) => console.warn('The browser refused full screen:', error));
}

function perform(
  action: KeyAction,
  steps: DeckSteps,
  follower: Follower,
  toggleHelp: () => void,
): void {
  if (typeof action === 'object') {
    click(`[data-chip="${action.chip}"]`);
    return;
  }
  switch (action) {
    case 'next':
    case 'previous':
    case 'first':
    case 'last':
      steps[action]();
      return;
    case 'rejoin':
      follower.rejoin();
      return;
    case 'theme':
      switchTheme();
      return;
    case 'terminal':
      focusTerminal();
      return;
    case 'fill':
      fillSlide();
      return;
    case 'new-terminal':
      click('[data-testid="terminal-new"]');
      return;
    case 'fullscreen':
      switchFullscreen();
      return;
    case 'step-line':
      click('[data-testid="next-line"]');
      return;
    case 'run-line':
      click('[data-testid="run-line"]:not([data-state="held"])');
      return;
    case 'larger':
      resizeLetters(1);
      return;
    case 'smaller':
      resizeLetters(-1);
      return;
    case 'help':
      toggleHelp();
  }
}

/** Keys that no terminal, field or button wants move the deck and switch its looks. */
export function useKeys(steps: DeckSteps | null, toggleHelp: () => void): void {
  const { follower } = useTalk();
  useEffect(() => {
    if (!steps) return;
    function pressed(event: KeyboardEvent): void {
      if (!steps || event.defaultPrevented || claims(event.target, event.key)) return;
      const action = actionOf(event, singleKeys.get());
      if (action === null) return;
      event.preventDefault();
      perform(action, steps, follower, toggleHelp);
    }
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [steps, follower, toggleHelp]);
}
