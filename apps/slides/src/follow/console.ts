/** Letters and digits that no other browser comes up with, also without TLS. */
function newName(): string {
  const words = crypto.getRandomValues(new Uint32Array(4));
  return Array.from(words, (word) => word.toString(36)).join('-');
}

function kept(storage: Storage, key: string): string {
  const before = storage.getItem(key);
  if (before !== null && /^[\w-]{8,64}$/.test(before)) return before;
  const made = newName();
  storage.setItem(key, made);
  return made;
}

/**
 * The console that this window is part of. Stage and cockpit in one browser are one person's and
 * drive as one; the kiosk drives by itself, so each of its windows is a console of its own.
 */
export function consoleOf(path: string): string {
  return path.startsWith('/kiosk')
    ? kept(sessionStorage, 'netstage:kiosk-console')
    : kept(localStorage, 'netstage:console');
}
