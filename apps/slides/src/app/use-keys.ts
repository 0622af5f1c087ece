import { useEffect } from 'react';
import { actionOf, claims } from '../deck/keys.ts';
import type { KeyAction } from '../deck/keys.ts';
import type { DeckSteps } from '../deck/TalkDeck.tsx';
import type { Follower } from '../follow/follower.ts';
import { FONT_STEPS, fontStep, singleKeys } from '../look/settings.ts';
import { switchTheme } from '../look/theme.ts';
import { watchPanes } from './panes.ts';
import type { Panes } from './panes.ts';
import { useTalk } from './talk-context.ts';

/** Clicks what is offered under a selector, as its user could with a pointer. */
function click(selector: string, within: ParentNode | null): void {
  const element = within?.querySelector(selector);
  if (element instanceof HTMLElement) element.click();
}

function focusTerminal(pane: Element | null): void {
  const element = pane?.querySelector('.xterm-helper-textarea');
  if (element instanceof HTMLElement) element.focus();
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
  panes: Panes,
  toggleHelp: () => void,
): void {
  const slide = document.querySelector('section.present');
  if (typeof action === 'object') {
    click(`[data-chip="${action.chip}"]`, slide);
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
      focusTerminal(panes.next());
      return;
    case 'fill':
      click('[data-testid="terminal-fill"]', panes.last());
      return;
    case 'new-terminal':
      panes.use(panes.last());
      click('[data-testid="terminal-new"]', panes.last());
      return;
    case 'fullscreen':
      switchFullscreen();
      return;
    case 'step-line':
      click('[data-testid="next-line"]', slide);
      return;
    case 'run-line':
      click('[data-testid="run-line"]:not([data-state="held"])', slide);
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
    const panes = watchPanes(document);
    function pressed(event: KeyboardEvent): void {
      if (!steps || event.defaultPrevented || claims(event.target, event.key)) return;
      const action = actionOf(event, singleKeys.get());
      if (action === null) return;
      event.preventDefault();
      perform(action, steps, follower, panes, toggleHelp);
    }
    document.addEventListener('keydown', pressed);
    return () => {
      document.removeEventListener('keydown', pressed);
      panes.close();
    };
  }, [steps, follower, toggleHelp]);
}
