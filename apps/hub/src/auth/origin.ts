import { isIP } from 'node:net';
import { hostname } from 'node:os';

interface Asked {
  origin: string | undefined;
  host: string | undefined;
}

/**
 * Whether a page may talk to the hub. Same origin is not enough: a foreign name that was made to
 * point here (DNS rebinding) is its own origin, so the name has to be one of this machine's, too.
 * A request without an origin comes from no browser's page.
 *
 * @param publicUrl the address that a reverse proxy serves the hub under, if any
 */
export function isOwnOrigin({ origin, host }: Asked, publicUrl: URL | null): boolean {
  if (origin === undefined) return true;
  if (publicUrl !== null && origin === publicUrl.origin) return true;
  if (host === undefined || !URL.canParse(origin)) return false;
  const url = new URL(origin);
  return url.host === host.toLowerCase() && isOwnName(url.hostname);
}

function isOwnName(name: string): boolean {
  const bare = name.replace(/^\[|\]$/g, '');
  const own = hostname().toLowerCase();
  return bare === 'localhost' || isIP(bare) !== 0 || bare === own || bare === `${own}.local`;
}
