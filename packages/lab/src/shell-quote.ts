/** One word of a POSIX shell command, whatever it holds. */
export function shellQuote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

export function shellCommand(words: readonly string[]): string {
  return words.map(shellQuote).join(' ');
}

/** Words that hold no space themselves, written as one reads them on a command line. */
export function words(text: string): string[] {
  return text.split(' ');
}
