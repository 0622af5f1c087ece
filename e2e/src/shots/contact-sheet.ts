import type { Shot } from './take-shots.ts';

/** One page with all screenshots: a row for each slide, its faults in words above. */
export function contactSheet(shots: readonly Shot[]): string {
  const rows = new Map<string, Shot[]>();
  for (const shot of shots) {
    const name = `${shot.slide}/${shot.fragment}`;
    rows.set(name, [...(rows.get(name) ?? []), shot]);
  }
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Netstage: every slide</title>
<style>
  body { margin: 16px; background: #777; font: 15px/1.4 sans-serif; }
  section { margin-bottom: 20px; }
  h2 { margin: 0 0 4px; font-size: 16px; color: #fff; }
  .fault { color: #ffd0c8; }
  img { height: 270px; margin-right: 6px; vertical-align: top; background: #999; }
</style>
${[...rows].map(([name, taken]) => rowOf(name, taken)).join('\n')}
</html>
`;
}

function rowOf(name: string, taken: readonly Shot[]): string {
  const faults = taken.flatMap(({ size, faults }) => faults.map((fault) => `${size}: ${fault}`));
  const images = taken.map(
    ({ file, size, theme }) =>
      `<a href="${file}"><img loading="lazy" src="${file}" alt="${name}, ${size}, ${theme}"></a>`,
  );
  return `<section>
<h2>${escaped(name)}</h2>
${faults.map((fault) => `<div class="fault">${escaped(fault)}</div>`).join('')}
${images.join('')}
</section>`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
