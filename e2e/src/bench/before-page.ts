import type { Page } from 'playwright-core';

/** Runs a function in each document that the page opens from now on, before anything of its own. */
export async function beforePage(page: Page, run: () => void): Promise<void> {
  // esbuild wraps named functions into a helper of its own, which a page does not have.
  await page.addInitScript({ content: `globalThis.__name ??= (f) => f; (${run.toString()})();` });
}
