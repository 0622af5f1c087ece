import { useSyncExternalStore } from 'react';
import type { Store } from './store.ts';

/** Renders again when what `select` returns changes by identity: select parts, build nothing. */
export function useStore<T, S>(store: Store<T>, select: (value: T) => S): S {
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}
