/** A value that tells its listeners when it changes. Knows no framework. */
export interface Store<T> {
  readonly get: () => T;
  readonly subscribe: (listener: () => void) => () => void;
}

export interface WritableStore<T> extends Store<T> {
  readonly set: (next: T) => void;
}

export function createStore<T>(initial: T): WritableStore<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/**
 * Settles once the value is as wanted, which it may be already, or when that takes too long; says
 * whether it is.
 *
 * @param within ms; without it there is no end to the waiting
 */
export function until<T>(
  store: Store<T>,
  wanted: (value: T) => boolean,
  within?: number,
): Promise<boolean> {
  if (wanted(store.get())) return Promise.resolve(true);
  return new Promise((resolve) => {
    const settle = (is: boolean) => {
      stop();
      clearTimeout(timer);
      resolve(is);
    };
    const stop = store.subscribe(() => {
      if (wanted(store.get())) settle(true);
    });
    const timer = within === undefined ? undefined : setTimeout(() => settle(false), within);
  });
}
