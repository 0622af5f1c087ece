import { createStore } from '../follow/store.ts';
import type { Store } from '../follow/store.ts';

export interface Setting<T> extends Store<T> {
  readonly set: (value: T) => void;
}

/**
 * A choice that this browser remembers.
 *
 * @param parse makes sense of what was stored; `fallback` counts when it returns null
 */
export function setting<T>(
  name: string,
  fallback: T,
  parse: (stored: string) => T | null,
): Setting<T> {
  const key = `netstage:${name}`;
  const stored = localStorage.getItem(key);
  const store = createStore<T>((stored === null ? null : parse(stored)) ?? fallback);
  // Another window of this browser chose: stage and cockpit must not want different things.
  window.addEventListener('storage', (event) => {
    if (event.key === key)
      store.set((event.newValue === null ? null : parse(event.newValue)) ?? fallback);
  });
  return {
    ...store,
    set(value) {
      localStorage.setItem(key, String(value));
      store.set(value);
    },
  };
}
