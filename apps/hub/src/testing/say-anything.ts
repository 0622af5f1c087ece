/** Emits what no type would let through. */
export function sayAnything(client: object, event: string, ...args: unknown[]): void {
  const emit: unknown = Reflect.get(client, 'emit');
  if (typeof emit === 'function') Reflect.apply(emit, client, [event, ...args]);
}

/** The same, and what comes back. */
export function askAnything(client: object, event: string, message: unknown): Promise<unknown> {
  return new Promise((resolve) => sayAnything(client, event, message, resolve));
}
