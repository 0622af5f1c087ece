import type { IBuffer, IBufferCell, IBufferLine, Terminal } from '@xterm/headless';
import { extrasOf, sameLink, toLinkSequence } from './cell-extras.ts';
import type { Link } from './cell-extras.ts';
import { plainRendition, renditionOf, toSequence } from './sgr.ts';

const csi = (rest: string): string => `\u001b[${rest}`;
const PLAIN = toSequence(plainRendition);

/**
 * What to write into an empty buffer at its home to fill it with these lines: characters with their
 * rendition and links, blanks with their background, and which lines are continuations of the one
 * before.
 *
 * @param first the first line to take, from the top of the scrollback
 */
export function serialize(terminal: Terminal, buffer: IBuffer, first: number): string {
  const writer = new Writer(terminal);
  for (let row = first; row < buffer.length; row += 1) {
    const line = buffer.getLine(row);
    if (line) writer.line(line, row === first, buffer.getLine(row + 1)?.isWrapped ?? false);
  }
  writer.end();
  return writer.text;
}

class Writer {
  text = '';
  readonly #terminal: Terminal;
  #sequence = PLAIN;
  #link: Link | null = null;
  /** What has to be mended on the line above once the wrap was forced: its last, blank, cell. */
  #above: string | null = null;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  end(): void {
    this.#linkTo(null);
  }

  line(line: IBufferLine, first: boolean, continued: boolean): void {
    const wrapped = line.isWrapped && !first;
    if (!wrapped) {
      this.#style(PLAIN);
      this.#linkTo(null);
      if (!first) this.text += '\r\n';
    }
    const start = wrapped ? this.#wrap(line) : 0;
    this.#cells(line, start, wrapped);
    if (continued) this.#fillLast(line);
  }

  /** Prints into the pending wrap; returns the column to go on at. */
  #wrap(line: IBufferLine): number {
    const cell = line.getCell(0);
    const chars = cell?.getChars() ?? '';
    if (cell && chars) this.#styleOf(cell);
    else {
      this.#style(PLAIN);
      this.#linkTo(null);
    }
    this.text += chars || ' ';
    const start = chars && cell ? cell.getWidth() : 0;
    if (this.#above !== null) {
      this.text += csi('A') + this.#above + csi('B');
      this.#above = null;
      this.#sequence = '';
      this.text += `\r${start > 0 ? csi(`${start}C`) : ''}`;
    } else if (start === 0) this.text += '\r';
    return start;
  }

  /** @param wrapped scrolled in under a coloured character, a new line may be coloured: every blank counts */
  #cells(line: IBufferLine, from: number, wrapped: boolean): void {
    let col = from;
    while (col < line.length) {
      const cell = line.getCell(col);
      if (!cell) return;
      if (!isBlank(cell)) {
        this.#styleOf(cell);
        this.text += cell.getChars() || ' ';
        col += Math.max(1, cell.getWidth());
        continue;
      }
      const end = blanksEnd(line, col, cell);
      const sequence = sequenceOf(cell);
      const plain = sequence === PLAIN;
      if (end < line.length || !plain || wrapped) {
        this.#style(sequence);
        if (!plain || wrapped) this.text += csi(`${end - col}X`);
        if (end < line.length) this.text += csi(`${end - col}C`);
      }
      col = end;
    }
  }

  /** Leaves a wrap pending, even where the line's last cell is blank. */
  #fillLast(line: IBufferLine): void {
    const last = line.getCell(line.length - 1);
    if (!last || last.getWidth() === 0 || !isBlank(last)) return;
    this.#linkTo(null);
    const move = csi(`${line.length}G`);
    this.text += `${move} `;
    this.#above = `${move}${sequenceOf(last)}${csi('X')}`;
  }

  #styleOf(cell: IBufferCell): void {
    if (cell.isAttributeDefault()) {
      this.#style(PLAIN);
      this.#linkTo(null);
      return;
    }
    const extras = extrasOf(this.#terminal, cell);
    this.#style(toSequence(renditionOf(cell, extras)));
    this.#linkTo(extras.link);
  }

  #linkTo(link: Link | null): void {
    if (sameLink(link, this.#link)) return;
    this.text += toLinkSequence(link);
    this.#link = link;
  }

  #style(sequence: string): void {
    if (sequence === this.#sequence) return;
    this.text += sequence;
    this.#sequence = sequence;
  }
}

/** Of a blank cell: nothing but a background. */
function sequenceOf(cell: IBufferCell): string {
  return cell.isAttributeDefault() ? PLAIN : toSequence(renditionOf(cell));
}

/** Erased, which leaves a background and nothing else; half of an overwritten wide character is not. */
function isBlank(cell: IBufferCell): boolean {
  if (cell.getChars()) return false;
  return (
    cell.isAttributeDefault() || [...renditionOf(cell).keys()].every((on) => on === 'background')
  );
}

/** Where the run of blank cells with one background ends. */
function blanksEnd(line: IBufferLine, from: number, first: IBufferCell): number {
  const mode = first.getBgColorMode();
  const colour = first.getBgColor();
  for (let col = from + 1; col < line.length; col += 1) {
    const cell = line.getCell(col);
    const same =
      cell && isBlank(cell) && cell.getBgColorMode() === mode && cell.getBgColor() === colour;
    if (!same) return col;
  }
  return line.length;
}
