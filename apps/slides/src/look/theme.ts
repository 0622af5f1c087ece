import { createStore } from '../follow/store.ts';

export type Theme = 'light' | 'dark';

const KEY = 'netstage:theme';

function stored(): Theme | null {
  const value = localStorage.getItem(KEY);
  return value === 'light' || value === 'dark' ? value : null;
}

function preferred(): Theme {
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Paper or ink: as last chosen in this browser, else as its system prefers. */
export const theme = createStore<Theme>(stored() ?? preferred());

function show(): void {
  document.documentElement.dataset['theme'] = theme.get();
}

show();
theme.subscribe(show);

export function switchTheme(): void {
  const next = theme.get() === 'light' ? 'dark' : 'light';
  localStorage.setItem(KEY, next);
  theme.set(next);
}
