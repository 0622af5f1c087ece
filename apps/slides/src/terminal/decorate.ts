import type { IBufferLine, IDecoration, IMarker, Terminal } from '@xterm/xterm';
import type { Theme } from '../look/theme.ts';
import { litSpans } from './highlight.ts';
import type { LitSpan } from './highlight.ts';
import { litColours } from './palette.ts';

/** Ms between two looks at the rows in view while output streams. */
const INTERVAL = 80;

interface LitRow {
  readonly text: string;
  readonly marker: IMarker;
  readonly decorations: readonly IDecoration[];
}

export interface Decorator {
  readonly setTheme: (theme: Theme) => void;
  readonly dispose: () => void;
}

/**
 * Lights the rows in view by the highlight rules: of a flood most rows are never looked at, unless a
 * reader scrolls back to them. Rows are looked at again after each write: a `clear` or a progress
 * bar leaves the marker of a row behind with another text in it.
 */
export function decorate(terminal: Terminal, initial: Theme): Decorator {
  const rows = new Map<number, LitRow>();
  let theme = initial;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function drop(row: LitRow): void {
    for (const decoration of row.decorations) decoration.dispose();
    row.marker.dispose();
    rows.delete(row.marker.id);
  }

  function light(y: number, text: string, spans: readonly LitSpan[]): void {
    const { baseY, cursorY } = terminal.buffer.active;
    const marker = terminal.registerMarker(y - baseY - cursorY);
    const decorations = spans.flatMap(({ from, to, kind }) => {
      const { foreground, background } = litColours[theme][kind];
      const decoration = terminal.registerDecoration({
        marker,
        x: from,
        width: to - from,
        foregroundColor: foreground,
        backgroundColor: background,
      });
      return decoration ? [decoration] : [];
    });
    const row = { text, marker, decorations };
    rows.set(marker.id, row);
    marker.onDispose(() => rows.delete(marker.id));
  }

  function look(): void {
    timer = undefined;
    const buffer = terminal.buffer.active;
    if (buffer.type === 'alternate') return;
    const lit = new Map([...rows.values()].map((row) => [row.marker.line, row]));
    for (let y = buffer.viewportY; y < buffer.viewportY + terminal.rows; y += 1) {
      const line = buffer.getLine(y);
      const text = line?.translateToString(true) ?? '';
      const known = lit.get(y);
      if (known?.text === text) continue;
      if (known) drop(known);
      const spans = litSpans(text);
      if (line && spans.length > 0) light(y, text, inColumns(line, spans));
    }
  }

  function soon(): void {
    timer ??= setTimeout(look, INTERVAL);
  }

  function anew(): void {
    for (const row of rows.values()) drop(row);
    soon();
  }

  const subscriptions = [
    terminal.onWriteParsed(soon),
    terminal.onScroll(soon),
    terminal.onResize(anew),
    // xterm draws decorations by row, over a full-screen program as well, and drops them in a reset.
    terminal.buffer.onBufferChange(anew),
  ];
  return {
    setTheme(next) {
      theme = next;
      anew();
    },
    dispose() {
      clearTimeout(timer);
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

/** Spans of a row's text as columns: a wide letter takes two of them, an accent none of its own. */
function inColumns(line: IBufferLine, spans: readonly LitSpan[]): LitSpan[] {
  const columns: number[] = [];
  let x = 0;
  for (let cell = line.getCell(x); cell; cell = line.getCell(x)) {
    // An empty cell is read as a space.
    for (let unit = Math.max(1, cell.getChars().length); unit > 0; unit -= 1) columns.push(x);
    x += Math.max(1, cell.getWidth());
  }
  return spans.map(({ from, to, kind }) => ({
    from: columns[from] ?? x,
    to: columns[to] ?? x,
    kind,
  }));
}
