/** What the browser itself tells of how a page came to be seen. */
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { beforePage } from './before-page.ts';

const vitalsSchema = z.object({
  /** First contentful paint, ms from the start of the navigation. */
  fcp: z.number().positive(),
  /** Largest contentful paint so far, the same. */
  lcp: z.number().positive(),
  /** Total blocking time: what tasks since the first contentful paint had over 50 ms, ms. */
  tbt: z.number().nonnegative(),
  /** Cumulative layout shift: the sum of all shifts that no input explains. */
  cls: z.number().nonnegative(),
});
export type Vitals = z.infer<typeof vitalsSchema>;

/** Must come before the page is opened. */
export async function watchVitals(page: Page): Promise<void> {
  await beforePage(page, watch);
}

/** @throws Error when the page has painted nothing yet */
export async function vitalsIn(page: Page): Promise<Vitals> {
  return vitalsSchema.parse(await page.evaluate(() => window.benchVitals()));
}

declare global {
  interface Window {
    benchVitals: () => unknown;
  }
}

interface MaybeShift extends PerformanceEntry {
  value?: number;
  hadRecentInput?: boolean;
}

function watch(): void {
  let fcp = 0;
  let lcp = 0;
  let cls = 0;
  const tasks: { at: number; over: number }[] = [];
  const take: Record<string, (entry: MaybeShift) => void> = {
    paint: ({ name, startTime }) => {
      if (name === 'first-contentful-paint') fcp = startTime;
    },
    'largest-contentful-paint': ({ startTime }) => {
      lcp = startTime;
    },
    'layout-shift': ({ value = 0, hadRecentInput }) => {
      if (hadRecentInput !== true) cls += value;
    },
    longtask: ({ startTime, duration }) => {
      tasks.push({ at: startTime, over: duration - 50 });
    },
  };
  const observers = Object.entries(take).map(([type, one]) => {
    const observer = new PerformanceObserver((list) => list.getEntries().forEach(one));
    observer.observe({ type, buffered: true });
    return { observer, one };
  });
  window.benchVitals = () => {
    for (const { observer, one } of observers) observer.takeRecords().forEach(one);
    const tbt = tasks.filter(({ at }) => at >= fcp).reduce((sum, { over }) => sum + over, 0);
    return { fcp, lcp, tbt, cls };
  };
}
