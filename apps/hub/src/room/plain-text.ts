/**
 * Makes one line of plain text of what somebody typed: no control characters, none that only steer
 * how others are shown (a right-to-left override turns a whole page around), no runs of blanks.
 */
export function plainText(typed: string): string {
  return typed
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu, keptSign)
    .replace(/(\p{M}{4})\p{M}+/gu, '$1')
    .replace(/\p{Z}+/gu, ' ')
    .trim();
}

/** Joiners are part of many scripts and of most families of emoji. */
function keptSign(sign: string): string {
  return sign === '\u200d' || sign === '\u200c' ? sign : '';
}

/** Characters as people count them, roughly: code points. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}
