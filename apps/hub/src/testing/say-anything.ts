/** Emits what no type would let through. */
export function sayAnything(client: object, event: string, message: unknown): void {
  const emit: unknown = Reflect.get(client, 'emit');
  if (typeof emit === 'function') Reflect.apply(emit, client, [event, message]);
}
