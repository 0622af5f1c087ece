interface Pressed {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/** How the key that leaves a terminal is called on screen. */
export const LEAVE_KEY = 'Ctrl+Shift+L';

/** The deck's keys that let a terminal fill the slide, and open one more. */
export const FILL_KEY = 'z';
export const NEW_KEY = 'n';

/** Escape, Tab and the arrows belong to the shell; this one never means anything there. */
export function leavesTerminal({ key, altKey, ctrlKey, metaKey, shiftKey }: Pressed): boolean {
  return ctrlKey && shiftKey && !altKey && !metaKey && key.toLowerCase() === 'l';
}

/** A clicker's keys: the deck's even while a terminal has the focus. */
export function movesDeck({ key, altKey, ctrlKey, metaKey, shiftKey }: Pressed): boolean {
  const held = altKey || ctrlKey || metaKey || shiftKey;
  return !held && (key === 'PageDown' || key === 'PageUp');
}
