/** `12:03`, or `-0:07`; whole seconds. */
export function clockWords(seconds: number): string {
  const whole = Math.round(Math.abs(seconds));
  const words = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
  return seconds < 0 && whole > 0 ? `−${words}` : words;
}

/** `+0:20` late, `−0:07` early, `0:00` on time. */
export function deltaWords(seconds: number): string {
  const words = clockWords(seconds);
  return Math.round(seconds) > 0 ? `+${words}` : words;
}

/** `2 Jan, 14:05` in the reader's own time and words. */
export function dateWords(ms: number): string {
  return new Date(ms).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
}
