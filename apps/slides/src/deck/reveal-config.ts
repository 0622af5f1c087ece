import type { RevealConfig } from 'reveal.js';

/** The canvas on which slides are laid out, in px before scaling. */
export const CANVAS = { width: 1280, height: 720 } as const;

/** Below this width a scaled canvas is unreadable: slides flow in one column instead. */
export const FLOW_QUERY = '(max-width: 700px)';

/**
 * What reveal.js is left to do: keep the current slide, its fragments and its scale. Keys, touch,
 * links and chrome are ours. Module constants, because a new object would reconfigure the deck at
 * every render.
 */
const common = {
  ...CANVAS,
  margin: 0,
  minScale: 0.1,
  maxScale: 6,
  center: false,
  controls: false,
  progress: false,
  slideNumber: false,
  hash: false,
  respondToHashChanges: false,
  history: false,
  keyboard: false,
  touch: false,
  mouseWheel: false,
  overview: false,
  pause: false,
  help: false,
  jumpToSlide: false,
  transition: 'none',
  backgroundTransition: 'none',
  autoAnimate: false,
  autoPlayMedia: false,
  hideInactiveCursor: false,
  viewDistance: 2,
  mobileViewDistance: 2,
  // Any window that can reach ours could drive the deck by a message.
  postMessage: false,
  postMessageEvents: false,
  // On a narrow screen reveal would rewrite the slides' HTML under React.
  scrollActivationWidth: 0,
  // The terminal keeps its focus when the presenter comes back to the tab.
  focusBodyOnPageVisibilityChange: false,
} satisfies RevealConfig;

export const canvasConfig: RevealConfig = common;
export const flowConfig: RevealConfig = { ...common, disableLayout: true };
