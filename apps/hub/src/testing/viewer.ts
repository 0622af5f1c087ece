import headless from '@xterm/headless';
import type { Size, TerminalScreen } from '@netstage/protocol';
import { extrasOf } from '../screen/cell-extras.ts';
import type { Entry } from '../screen/entry.ts';
import { renditionOf } from '../screen/sgr.ts';
import { SCROLLBACK } from '../screen/vt.ts';

/** A browser's terminal without the browser: shows what it is sent, as the deck does. */
export class Viewer {
  readonly terminal = new headless.Terminal({
    allowProposedApi: true,
    scrollback: SCROLLBACK,
    logLevel: 'off',
  });
  /** Up to where output was taken in. */
  offset = -1;
  /** As of `offset`: the last size that was told, drawn or not yet. */
  size: Size | null = null;
  hiddenCursor = false;

  constructor() {
    const { parser } = this.terminal;
    parser.registerCsiHandler({ prefix: '?', final: 'h' }, ([mode]) => {
      if (mode === 25) this.hiddenCursor = false;
      return false;
    });
    parser.registerCsiHandler({ prefix: '?', final: 'l' }, ([mode]) => {
      if (mode === 25) this.hiddenCursor = true;
      return false;
    });
    for (const id of [{ final: 'c' }])
      parser.registerEscHandler(id, () => {
        this.hiddenCursor = false;
        return false;
      });
    parser.registerCsiHandler({ intermediates: '!', final: 'p' }, () => {
      this.hiddenCursor = false;
      return false;
    });
  }

  start({ size, data, offset }: TerminalScreen): void {
    // xterm parses later and resizes at once: in order means to resize when parsed.
    this.terminal.write('\u001bc', () => this.terminal.resize(size.cols, size.rows));
    this.terminal.write(data);
    this.offset = offset;
    this.size = size;
  }

  add(entries: readonly Entry[]): void {
    for (const entry of entries) {
      if (entry.offset !== this.offset)
        throw new Error(`at ${this.offset}, got output from ${entry.offset}`);
      this.offset = entry.end;
      if (entry.type === 'output') this.terminal.write(entry.data);
      else {
        const { cols, rows } = entry.size;
        this.size = entry.size;
        this.terminal.write('', () => this.terminal.resize(cols, rows));
      }
    }
  }

  /** All that can be seen, and the modes that decide what keys and output will do. */
  look(): Promise<unknown> {
    // Taken in the very callback: output that comes meanwhile is not in it.
    return new Promise((resolve) => this.terminal.write('', () => resolve(this.#picture())));
  }

  #picture(): unknown {
    const { buffer, modes, cols, rows } = this.terminal;
    const lines = (kind: 'normal' | 'active') =>
      Array.from({ length: buffer[kind].length }, (_, row) =>
        // The very first may continue a line that is gone: nobody can see that.
        cellsOf(this.terminal, buffer[kind].getLine(row), row > 0),
      );
    return {
      cols,
      rows,
      modes: { ...modes },
      hiddenCursor: this.hiddenCursor,
      type: buffer.active.type,
      cursor: [buffer.active.cursorX, buffer.active.cursorY],
      base: buffer.active.baseY,
      normal: lines('normal'),
      active: buffer.active.type === 'alternate' ? lines('active') : [],
    };
  }
}

function cellsOf(
  terminal: headless.Terminal,
  line: headless.IBufferLine | undefined,
  wraps: boolean,
): string {
  if (!line) return '';
  let out = wraps && line.isWrapped ? '↳' : '';
  for (let col = 0; col < line.length; col += 1) {
    const cell = line.getCell(col);
    if (!cell) continue;
    if (!cell.isAttributeDefault()) {
      const extras = extrasOf(terminal, cell);
      const style = renditionOf(cell, extras);
      const { link } = extras;
      out += `<${[...style.values(), link && `${link.id};${link.uri}`].filter(Boolean).join()}>`;
    }
    out += cell.getChars() || (cell.getWidth() ? ' ' : '');
  }
  return out.trimEnd();
}
