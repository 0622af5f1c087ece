/** Characters of a last word that stays whole. */
const LONGEST_WORD = 16;
/** Of a longer one, or of a command of one word, only this much of its end. */
const PART = 12;

/**
 * A command in two parts, of which the second is to be seen even where there is no room for all: in
 * a row of pings, what differs is the address at their end.
 */
export function commandEnds(command: string): { readonly head: string; readonly tail: string } {
  const space = command.lastIndexOf(' ');
  const whole = space >= 0 && command.length - space - 1 <= LONGEST_WORD;
  const cut = whole ? space : Math.max(0, command.length - PART);
  return { head: command.slice(0, cut), tail: command.slice(cut) };
}
