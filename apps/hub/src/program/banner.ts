import type { Urls } from './run-file.ts';

/** What the presenter sees when everything is up. */
export function banner(urls: Urls, nodes: number, seconds: number): string {
  const lab = nodes === 0 ? 'Without a lab on this machine.' : `${nodes} nodes are up.`;
  const took = `${seconds.toFixed(1)} s`;
  return `
Netstage is ready (${took}). ${lab}

  stage     ${urls.stage}
  cockpit   ${urls.cockpit}
  kiosk     ${urls.kiosk}
  audience  ${urls.audience}

The first three carry your token: share only the last. Ctrl-C ends the talk and the lab.
`;
}

/** Where the talk plays itself, and whether a browser is on its way there. */
export function kioskWords(url: string, program: string | null): string {
  if (program !== null)
    return `The kiosk opens in ${program} and is looked after; closing its window leaves the rest running.\n`;
  return `No screen here to open a browser on. The talk plays itself wherever this is opened:\n\n  ${url}\n`;
}
