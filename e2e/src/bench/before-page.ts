import type { Page } from 'playwright-core';

declare global {
  interface Window {
    /** Are told what comes over any WebSocket of the page, before the page is. */
    benchListeners: ((data: unknown) => void)[];
  }
}

/** Lets what runs in the page from now on hear its WebSockets: see `benchListeners`. */
export async function hearSockets(page: Page): Promise<void> {
  await beforePage(page, () => {
    window.benchListeners = [];
    const Plain = window.WebSocket;
    window.WebSocket = class extends Plain {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        this.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
          for (const hear of window.benchListeners) hear(data);
        });
      }
    };
  });
}

/** Runs a function in each document that the page opens from now on, before anything of its own. */
export async function beforePage(page: Page, run: () => void): Promise<void> {
  // esbuild wraps named functions into a helper of its own, which a page does not have.
  await page.addInitScript({ content: `globalThis.__name ??= (f) => f; (${run.toString()})();` });
}
