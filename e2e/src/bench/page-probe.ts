/** What runs inside the follower's page, beside the app and unknown to it. */
import type { Page } from 'playwright-core';
import { beforePage, hearSockets } from './before-page.ts';

/** When what happened in the page; milliseconds since 1970. */
export interface Sight {
  /** The message that brought the change, as it left the agent, passed the hub and came in. */
  message: { at: number; heard: number; received: number; bytes: number };
  /** The document shows it. */
  mutated: number;
  /** The frame with it has been painted: at most one frame ago. */
  painted: number;
}

export interface Frames {
  /** Milliseconds from one frame to the next. */
  gaps: number[];
  /** Of the page's main thread: tasks over 50 ms, ms. */
  long: number[];
}

interface Probe {
  /** Watches for an element that matches the selector to be there, or to be gone. */
  expect(selector: string, present: boolean): void;
  /** Resolves once what was expected is painted. */
  seen(): Promise<Sight>;
  frames(ms: number): Promise<Frames>;
}

declare global {
  interface Window {
    benchProbe: Probe;
  }
}

/** Must come before the page is opened. */
export async function installProbe(page: Page): Promise<void> {
  await hearSockets(page);
  await beforePage(page, probe);
}

function probe(): void {
  // As clock.ts does it.
  let offset = -Infinity;
  for (const end = performance.now() + 20; performance.now() < end;)
    offset = Math.max(offset, Date.now() - performance.now());
  const now = (): number => offset + performance.now();

  let message: Sight['message'] | null = null;
  function hear(data: unknown): void {
    if (typeof data !== 'string' || !data.includes('"node-changes"')) return;
    const received = now();
    const at = Number(/"at":([\d.]+)/.exec(data)?.[1]);
    const heard = Number(/"heard":([\d.]+)/.exec(data)?.[1]);
    message = { at, heard, received, bytes: data.length };
  }
  window.benchListeners.push(hear);

  let seen: Promise<Sight> | null = null;
  const long: number[] = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) long.push(entry.duration);
  }).observe({ entryTypes: ['longtask'] });

  window.benchProbe = {
    expect(selector, present) {
      message = null;
      seen = new Promise((resolve) => {
        const observer = new MutationObserver(look);
        observer.observe(document.body, { subtree: true, childList: true, attributes: true });
        function look(): void {
          if ((document.querySelector(selector) !== null) !== present || !message) return;
          const came = message;
          const mutated = now();
          observer.disconnect();
          // The first callback runs before the frame is painted, the second after.
          requestAnimationFrame(() =>
            requestAnimationFrame(() => resolve({ message: came, mutated, painted: now() })),
          );
        }
      });
    },
    seen() {
      return seen ?? Promise.reject(new Error('Nothing was expected'));
    },
    frames(ms) {
      long.length = 0;
      return new Promise((resolve) => {
        const gaps: number[] = [];
        const end = performance.now() + ms;
        let last: number | null = null;
        requestAnimationFrame(function frame(at) {
          if (last !== null) gaps.push(at - last);
          last = at;
          if (performance.now() < end) requestAnimationFrame(frame);
          else resolve({ gaps, long: [...long] });
        });
      });
    },
  };
}
