import type { SceneElement } from '@netstage/topology';

/** What of an element shows when it changes, apart from its place. */
export function looksOf(element: SceneElement): string {
  const texts = element.texts.map(({ text, tone }) => `${tone}:${text}`).join('|');
  const state = 'state' in element ? element.state : 'up' in element ? element.up : '';
  return `${state}|${element.stale}|${texts}`;
}
