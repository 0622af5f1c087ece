import type { Room } from '@netstage/protocol';

/** What a phone is to open: with the room's code in it, a scan lets in at once. */
export function scanned({ url, code }: Room['share']): string {
  return code === null ? url : `${url}?code=${encodeURIComponent(code)}`;
}

/** What a person is to type. */
export function typed(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/\/$/, '');
}
