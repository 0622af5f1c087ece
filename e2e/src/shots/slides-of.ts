import type { Browser } from 'playwright-core';
import { z } from 'zod';

const slidesSchema = z.array(z.object({ id: z.string(), fragments: z.int() })).min(1);
export type ShownSlide = z.infer<typeof slidesSchema>[number];

/** The slides of a served deck in their order, as the deck itself has them. */
export async function slidesOf(browser: Browser, url: string): Promise<ShownSlide[]> {
  const page = await browser.newPage();
  try {
    await page.goto(url);
    await page.waitForSelector('.reveal.ready section[data-slide]', { state: 'attached' });
    return slidesSchema.parse(
      await page.$$eval('section[data-slide]', (sections) =>
        sections.map((section) => ({
          id: section.getAttribute('data-slide'),
          fragments: section.querySelectorAll(':scope > .fragment').length,
        })),
      ),
    );
  } finally {
    await page.close();
  }
}
