function harmless(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (character === '\t' || character === '\n') return true;
  return code >= 0x20 && (code < 0x7f || code > 0x9f);
}

/**
 * What may be pasted into a shell: no escape or other control characters, which could end a
 * bracketed paste early and run what follows. Tabs and line ends stay.
 */
export function pasteable(text: string): string {
  return Array.from(text.replace(/\r\n?/g, '\n')).filter(harmless).join('');
}
