import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { z } from 'zod';

const violationsSchema = z.array(
  z.object({
    id: z.string(),
    impact: z.string().nullable(),
    help: z.string(),
    nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })),
  }),
);

/** Once for each document: what axe needs to look at it. */
export async function readyAxe(page: Page): Promise<void> {
  await page.evaluate(axe.source);
}

/**
 * What axe finds serious or critical in a part of the page, in words.
 *
 * @param rules only these, by their ids; all without
 */
export async function faultsByAxe(
  page: Page,
  within: string,
  rules: readonly string[] = [],
): Promise<string[]> {
  const found = await page.evaluate(
    async ({ within, rules }) => {
      const { violations } = await window.axe.run(within, {
        resultTypes: ['violations'],
        ...(rules.length > 0 && { runOnly: { type: 'rule' as const, values: [...rules] } }),
      });
      return violations.map(({ id, impact, help, nodes }) => ({
        id,
        impact: impact ?? null,
        help,
        nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })),
      }));
    },
    { within, rules },
  );
  return violationsSchema
    .parse(found)
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }) =>
        `${id}: ${help}\n${nodes
          .slice(0, 3)
          .map(
            ({ html, failureSummary }) => `    ${html.slice(0, 200)}\n    ${failureSummary ?? ''}`,
          )
          .join('\n')}`,
    );
}
