import type { Screen } from './screen.ts';

/**
 * Gives `host` the size that `body` has on the display, scaled back by the deck's scale, so that
 * xterm works at a scale of 1; then fits the letters in.
 */
export function fitInto(
  host: HTMLElement,
  body: HTMLElement,
  screen: Screen,
  scale: number,
  smallest: number,
): void {
  const width = body.clientWidth * scale;
  const height = body.clientHeight * scale;
  host.style.width = `${width}px`;
  host.style.height = `${height}px`;
  host.style.transform = scale === 1 ? '' : `scale(${1 / scale})`;
  const padding = Number.parseFloat(getComputedStyle(host).paddingLeft) * 2;
  screen.fit({ width: width - padding, height: height - padding }, smallest);
}
