import { networkInterfaces } from 'node:os';
import type { Urls } from './run-file.ts';

interface Where {
  host: string;
  port: number;
  publicUrl: URL | null;
}

/** The addresses of this talk. The presenter's carry the token, until the first visit. */
export function urlsOf({ host, port, publicUrl }: Where, token: string): Urls {
  const base = publicUrl?.origin ?? `http://${reachable(host)}:${port}`;
  const secret = (page: string): string => `${base}/${page}?token=${token}`;
  return {
    audience: `${base}/`,
    stage: secret('stage'),
    cockpit: secret('cockpit'),
    kiosk: secret('kiosk'),
  };
}

/** An address that others can use, when the hub listens on all of them. */
function reachable(host: string): string {
  if (host !== '0.0.0.0' && host !== '::') return host.includes(':') ? `[${host}]` : host;
  const addresses = Object.values(networkInterfaces()).flatMap((found) => found ?? []);
  const outward = addresses.find(({ family, internal }) => family === 'IPv4' && !internal);
  return outward?.address ?? '127.0.0.1';
}
