import { networkInterfaces } from 'node:os';

export interface Where {
  host: string;
  port: number;
  publicUrl: URL | null;
  /** Whether browsers come by https. */
  tls: unknown;
}

/** The talk's address without a slash at its end. */
export function baseOf({ host, port, publicUrl, tls }: Where): string {
  return publicUrl?.origin ?? `${tls ? 'https' : 'http'}://${reachable(host)}:${port}`;
}

/** Who can open that address: others in the room, or nobody but this machine. */
export function reachOf({
  host,
  publicUrl,
}: Pick<Where, 'host' | 'publicUrl'>): 'room' | 'machine' {
  if (publicUrl !== null) return 'room';
  return host === 'localhost' || host === '::1' || host.startsWith('127.') ? 'machine' : 'room';
}

/** An address that others can use, when the hub listens on all of them. */
function reachable(host: string): string {
  if (host !== '0.0.0.0' && host !== '::') return host.includes(':') ? `[${host}]` : host;
  const addresses = Object.values(networkInterfaces()).flatMap((found) => found ?? []);
  const outward = addresses.find(({ family, internal }) => family === 'IPv4' && !internal);
  return outward?.address ?? '127.0.0.1';
}
