/** What a key does to the deck. The letters can be switched off: speech input types them. */
export type KeyAction =
  | 'next'
  | 'previous'
  | 'first'
  | 'last'
  | 'rejoin'
  | 'theme'
  | 'terminal'
  | 'fill'
  | 'new-terminal'
  | 'fullscreen'
  | 'step-line'
  | 'run-line'
  | 'larger'
  | 'smaller'
  | 'help'
  | { readonly chip: number };

const named: Readonly<Record<string, KeyAction>> = {
  ArrowRight: 'next',
  ArrowDown: 'next',
  PageDown: 'next',
  ' ': 'next',
  ArrowLeft: 'previous',
  ArrowUp: 'previous',
  PageUp: 'previous',
  Home: 'first',
  End: 'last',
  Escape: 'rejoin',
};

const letters: Readonly<Record<string, KeyAction>> = {
  d: 'theme',
  t: 'terminal',
  z: 'fill',
  n: 'new-terminal',
  f: 'fullscreen',
  '.': 'step-line',
  r: 'run-line',
  '+': 'larger',
  '-': 'smaller',
  '?': 'help',
};

interface Pressed {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/** The action of a key pressed while no terminal, field or button claims it; null for none. */
export function actionOf(event: Pressed, singleKeys: boolean): KeyAction | null {
  if (event.altKey || event.ctrlKey || event.metaKey) return null;
  if (event.key === ' ' && event.shiftKey) return 'previous';
  const action = named[event.key];
  if (action !== undefined) return action;
  if (!singleKeys) return null;
  if (/^[1-9]$/.test(event.key)) return { chip: Number(event.key) };
  return letters[event.key.toLowerCase()] ?? null;
}

/** Whether an open dialog or the element that has the focus needs this key for itself. */
export function claims(target: EventTarget | null, key: string): boolean {
  // A clicker's keys are the deck's even while a terminal has the focus.
  const clicker = key === 'PageDown' || key === 'PageUp';
  const inTerminal = target instanceof Element && target.closest('.xterm') !== null;
  // First of all: each letter typed in a shell waits for this, and the search below is a long one.
  if (inTerminal && !clicker) return true;
  // Not asked of the target: a button in there that gets disabled hands the focus to the body.
  if (document.querySelector('dialog[open]')) return true;
  if (inTerminal || !(target instanceof Element)) return false;
  // A switch is no text field: it takes the keys that work it, and no others.
  if (target.closest('input[type="radio"], input[type="checkbox"]'))
    return key === ' ' || key.startsWith('Arrow');
  if (target.closest('input, textarea, select, [contenteditable]')) return true;
  return (key === ' ' || key === 'Enter') && target.closest('button, a, summary') !== null;
}
