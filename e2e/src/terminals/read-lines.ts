import type headless from '@xterm/headless';

/** What a cell looks like, as the codes of SGR that are written before it. */
function lookOf(cell: headless.IBufferCell): string {
  const codes: number[] = [];
  if (cell.isBold() !== 0) codes.push(1);
  if (cell.isDim() !== 0) codes.push(2);
  if (cell.isFgPalette()) {
    const colour = cell.getFgColor();
    if (colour < 16) codes.push(colour < 8 ? 30 + colour : 82 + colour);
  }
  return codes.join(';');
}

/**
 * The lines from `first` up to `end`, wrapped ones joined, without the blanks at their ends. Of
 * their looks only weight and the 16 colours are kept, as SGR sequences.
 */
export function readLines(terminal: headless.Terminal, first: number, end: number): string[] {
  const { active } = terminal.buffer;
  const lines: string[] = [];
  for (let row = first; row < end; row += 1) {
    const line = active.getLine(row);
    if (!line) break;
    let text = '';
    let look = '';
    const length = line.translateToString().trimEnd().length;
    for (let column = 0; column < length; column += 1) {
      const cell = line.getCell(column);
      if (!cell || cell.getWidth() === 0) continue;
      const now = lookOf(cell);
      if (now !== look) text += `\u001B[0${now === '' ? '' : `;${now}`}m`;
      look = now;
      text += cell.getChars() || ' ';
    }
    if (look !== '') text += '\u001B[0m';
    if (line.isWrapped && lines.length > 0) lines.push(`${lines.pop() ?? ''}${text}`);
    else lines.push(text);
  }
  return lines;
}
