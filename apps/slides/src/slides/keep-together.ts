/** A text in which no line ends between “node”, or “step”, and its number. */
export function keepTogether(text: string): string {
  return text.replace(/\b(nodes?|steps?) (?=\d)/gi, '$1\u00A0');
}
