import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

/** The system's Chromium, kept from talking to anybody but the pages it is shown. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['NETSTAGE_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      // Chromium's own sandbox refuses to run as root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
