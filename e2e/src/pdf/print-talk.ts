import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';

/** Slides fill a page of their own shape; notes want a sheet that printers have. */
const KINDS = [
  { file: 'talk.pdf', hash: '', size: { width: '1280px', height: '720px' } },
  {
    file: 'talk-notes.pdf',
    hash: '#notes',
    size: { format: 'A4', margin: { top: '12mm', bottom: '12mm', left: '12mm', right: '12mm' } },
  },
] as const;

/**
 * Prints the talk as it was recorded, light, into a folder: the slides, and the slides with notes.
 *
 * @param deck where the built deck is served without a lab
 * @returns the files
 */
export async function printTalk(browser: Browser, deck: string, folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const context = await browser.newContext({
    viewport: { width: 1280, height: 720 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  const files: string[] = [];
  try {
    for (const { file, hash, size } of KINDS) {
      const page = await context.newPage();
      await page.goto(`${deck}/print${hash}`);
      await page.locator('[data-testid=print][data-drawn=true]').waitFor({ timeout: 60_000 });
      await page.evaluate(() =>
        Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => null))),
      );
      const path = join(folder, file);
      await page.pdf({ path, printBackground: true, tagged: true, ...size });
      files.push(path);
      await page.close();
    }
  } finally {
    await context.close();
  }
  return files;
}
