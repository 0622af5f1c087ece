/** A word for the shell: as it is when it is plain, else in single quotes. */
export const shellWord = (word: string): string =>
  /^[\w.:/@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
