/** An address as one types it: `example.org/talk` for `https://example.org/talk/`. */
export function withoutScheme(address: string): string {
  return address.replace(/^https?:\/\//, '').replace(/\/$/, '');
}
