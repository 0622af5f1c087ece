import type { DeckShape } from '../deck/slide-context.ts';
import type { Screen } from './screen.ts';

/** Fits a screen into its pane; `smallest` counts where slides flow. */
export function fitInto(
  host: HTMLElement,
  body: HTMLElement,
  screen: Screen,
  { scale, flow }: DeckShape,
  smallest: number,
): void {
  const padding = Number.parseFloat(getComputedStyle(host).paddingLeft) * 2;
  if (flow) {
    screen.fit({ width: body.clientWidth - padding, height: null, smallest });
    // What is scrolled has to be reached by the keyboard as well.
    const scrolls = body.scrollHeight > body.clientHeight || body.scrollWidth > body.clientWidth;
    body.tabIndex = scrolls ? 0 : -1;
    return;
  }
  // xterm works at a scale of 1 only: the host has the size that its body has on the display,
  // scaled back by the deck's scale.
  const width = body.clientWidth * scale;
  const height = body.clientHeight * scale;
  host.style.width = `${width}px`;
  host.style.height = `${height}px`;
  host.style.transform = scale === 1 ? '' : `scale(${1 / scale})`;
  screen.fit({ width: width - padding, height: height - padding, smallest: 1 });
}
