/** What runs inside a page with a shell, beside the page's own code and unknown to it. */
import type { Page } from 'playwright-core';
import { beforePage, hearSockets } from './before-page.ts';

/** Ms from the key that was pressed last. */
export interface Seen {
  /** To the first output that came over the page's WebSocket. */
  heard: number;
  /** To the text in the document, which the next frame paints. */
  shown: number;
}

interface Probe {
  /** Watches for rows of the terminal with that text in them. */
  expect(text: string): void;
  /** Resolves once they are there. */
  seen(): Promise<Seen>;
  /** Resolves once so many characters have come from now on. */
  received(characters: number): Promise<void>;
}

declare global {
  interface Window {
    benchShell: Probe;
  }
}

/** Must come before the page is opened. */
export async function installShellProbe(page: Page): Promise<void> {
  await hearSockets(page);
  await beforePage(page, probe);
}

function probe(): void {
  let pressed = 0;
  let heard: number | null = null;
  let characters = 0;
  let enough: (() => void) | null = null;
  let wanted = 0;
  window.addEventListener(
    'keydown',
    ({ key }) => {
      if (key === 'Control') return;
      pressed = performance.now();
      heard = null;
    },
    { capture: true },
  );

  function hear(data: unknown): void {
    const text = typeof data === 'string' ? data : '';
    // A bare socket has output only; of socket.io's messages some are of other things.
    const output = !/^\d/.test(text) || text.includes('"terminal-output"');
    if (pressed > 0 && output) heard ??= performance.now();
    characters += data instanceof ArrayBuffer ? data.byteLength : text.length;
    if (characters < wanted) return;
    enough?.();
    enough = null;
  }
  window.benchListeners.push(hear);

  let seen: Promise<Seen> | null = null;
  window.benchShell = {
    expect(text) {
      heard = null;
      pressed = 0;
      seen = new Promise((resolve) => {
        const observer = new MutationObserver(look);
        const place = document.querySelector('section.present .xterm-rows, #place .xterm-rows');
        if (place) observer.observe(place, { subtree: true, childList: true, characterData: true });
        function look(): void {
          if (heard === null || place?.textContent.includes(text) !== true) return;
          observer.disconnect();
          resolve({ heard: heard - pressed, shown: performance.now() - pressed });
        }
      });
    },
    seen() {
      return seen ?? Promise.reject(new Error('Nothing was expected'));
    },
    received(more) {
      wanted = characters + more;
      return new Promise((resolve) => {
        enough = resolve;
      });
    },
  };
}
