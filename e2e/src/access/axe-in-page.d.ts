import type axe from 'axe-core';

declare global {
  interface Window {
    /** Put there by `readyAxe`. */
    readonly axe: typeof axe;
  }
}
