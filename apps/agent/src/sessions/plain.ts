const ESC = String.fromCodePoint(0x1b);
const BEL = String.fromCodePoint(0x07);

/** In this order: strings with their content, control sequences, two-character escapes. */
const ESCAPES = new RegExp(
  [
    `${ESC}\\][^${BEL}${ESC}]*(?:${BEL}|${ESC}\\\\|$)?`,
    `${ESC}[PX^_][^${ESC}]*(?:${ESC}\\\\|$)?`,
    `${ESC}\\[[0-?]*[ -/]*(?:[@-~]|$)`,
    `${ESC}[ -/]*(?:[0-~]|$)`,
  ].join('|'),
  'g',
);

/**
 * A terminal's output as text: escape sequences gone, line ends `\n`, overwritten characters (by
 * backspace) gone. A progress bar's every state becomes a line of its own.
 */
export function plain(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes).replace(ESCAPES, '').replaceAll('\r\n', '\n');
  const erased = text.includes('\b') ? erase(text) : text;
  return erased.replaceAll('\r', '\n').replace(/[^\P{Cc}\n\t]/gu, '');
}

function erase(text: string): string {
  const kept: string[] = [];
  for (const char of text) {
    if (char === '\b') kept.pop();
    else kept.push(char);
  }
  return kept.join('');
}
