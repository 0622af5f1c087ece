import { Palette } from '@netstage/protocol';
import type { Size } from '@netstage/protocol';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import type { TerminalSink } from '../follow/terminal-streams.ts';
import type { Theme } from '../look/theme.ts';
import { decorate } from './decorate.ts';
import { fontFor } from './fit.ts';
import { createIntake } from './intake.ts';
import { palettes } from './palette.ts';
import { pasteable } from './paste.ts';
import { leavesTerminal, movesDeck } from './terminal-keys.ts';

/** Characters that may wait to be drawn. Beyond it output is dropped and the screen asked anew. */
const BACKLOG = 4_000_000;
const SCROLLBACK = 1_000;

/** Where a screen is shown. */
export interface Room {
  readonly width: number;
  /** Null: the pane follows the rows that were written, and shows the newest of them. */
  readonly height: number | null;
  /** Px: with letters as small as this the screen may be wider than its room. */
  readonly smallest: number;
}

/** One terminal's picture: an xterm that outlives the panes it is shown in. */
export interface Screen {
  readonly sink: TerminalSink;
  /** Shows it in `host`, taking it from wherever it was. */
  readonly mount: (host: HTMLElement) => void;
  /** Sizes the letters so that all columns fit, and all rows if there is a height to keep to. */
  readonly fit: (room: Room) => void;
  readonly setTheme: (theme: Theme) => void;
  readonly focus: () => void;
  readonly dispose: () => void;
}

interface Options {
  readonly theme: Theme;
  readonly label: string;
  /** Null for who may only look. */
  readonly onInput: ((data: string) => void) | null;
  /** Called when output had to be dropped and was drawn up to there. */
  readonly onBehind: () => void;
}

export function createScreen({ theme, label, onInput, onBehind }: Options): Screen {
  const terminal = new Terminal({
    allowProposedApi: true,
    cols: 60,
    rows: 20,
    scrollback: SCROLLBACK,
    fontFamily: '"IBM Plex Mono", ui-monospace, monospace',
    fontWeight: '400',
    fontWeightBold: '600',
    letterSpacing: 0,
    lineHeight: 1,
    cursorStyle: 'block',
    cursorInactiveStyle: 'outline',
    minimumContrastRatio: 4.5,
    theme: palettes[theme],
    disableStdin: onInput === null,
    linkHandler: { activate: (_, address) => openLink(address) },
  });
  const root = document.createElement('div');
  root.className = 'terminal-root';
  const decorator = decorate(terminal, theme);
  const palette = new Palette(terminal.parser);
  const intake = createIntake(terminal, SCROLLBACK, () => {
    if (!behind) return;
    behind = false;
    onBehind();
  });
  let opened = false;
  let room: Room | null = null;
  let behind = false;

  function write(data: string, drawn?: () => void): void {
    if (behind) return;
    if (intake.waiting + data.length > BACKLOG) {
      behind = true;
      return;
    }
    intake.write(data, () => drawn?.());
  }

  /** A theme is all colours anew, and programs have theirs. */
  function restorePalette(): void {
    if (palette.isChanged) terminal.write(palette.sequence);
  }

  function fit(): void {
    const { width = 0, height = null, smallest = 1 } = room ?? {};
    if (!opened || width <= 0 || height === 0) return;
    sizeLetters(width, height ?? Infinity, smallest);
    trim();
  }

  function sizeLetters(width: number, height: number, smallest: number): void {
    const size: Size = { cols: terminal.cols, rows: terminal.rows };
    const planned = Math.max(smallest, fontFor(size, width, height));
    // Cells are rounded to whole device px: what should just fit may be a little too large.
    const sizes = [0, 0.25, 0.5, 0.75, 1, 1.25].map((less) => planned - less);
    const area = root.querySelector('.xterm-screen');
    for (const font of sizes.filter((one) => one >= smallest)) {
      terminal.options.fontSize = font;
      if (!(area instanceof HTMLElement)) return;
      if (area.offsetHeight <= height && area.offsetWidth <= width) return;
    }
  }

  /**
   * Out of sight xterm 6 heeds a new number of rows only when its letters change. With the old one
   * it takes its own end for lines below its window, scrolls up to them, and stays there as if a
   * reader had gone back.
   */
  function remeasure(): void {
    const { fontSize = 15 } = terminal.options;
    terminal.options.fontSize = fontSize + 0.01;
    terminal.options.fontSize = fontSize;
  }

  /** A phone has no room for the rows below the last one that was written. */
  function trim(): void {
    if (!room) return;
    if (room.height !== null) {
      root.style.height = '';
      return;
    }
    const area = root.querySelector('.xterm-screen');
    if (!(area instanceof HTMLElement)) return;
    root.style.height = `${(area.offsetHeight * rowsWritten(terminal)) / terminal.rows}px`;
  }

  function open(): void {
    opened = true;
    terminal.open(root);
    // Before it is opened an xterm has no colours, and changes of them come to nothing.
    restorePalette();
    const { textarea } = terminal;
    if (!textarea) return;
    textarea.setAttribute('aria-label', label);
    // A disabled field takes no focus: a follower's click must not swallow the deck's keys.
    if (onInput === null) textarea.disabled = true;
  }

  function copied(event: ClipboardEvent): void {
    if (onInput !== null || !terminal.hasSelection() || !root.isConnected) return;
    event.clipboardData?.setData('text/plain', terminal.getSelection());
    event.preventDefault();
  }

  function pasted(event: ClipboardEvent): void {
    event.stopPropagation();
    event.preventDefault();
    if (onInput) terminal.paste(pasteable(event.clipboardData?.getData('text/plain') ?? ''));
  }

  if (onInput) terminal.onData(onInput);
  terminal.onResize(() => {
    remeasure();
    fit();
  });
  terminal.onWriteParsed(trim);
  terminal.attachCustomKeyEventHandler((event) => {
    if (leavesTerminal(event)) {
      event.preventDefault();
      terminal.blur();
      return false;
    }
    return !movesDeck(event);
  });
  // Before xterm's own listeners, which would paste escape sequences as they come.
  root.addEventListener('paste', pasted, { capture: true });
  document.addEventListener('copy', copied);

  return {
    sink: {
      seed(size, data) {
        behind = false;
        intake.reset(() => resize(size));
        write(data);
      },
      write,
      // What came before belongs to the size before.
      resize: (size) => intake.inOrder(() => resize(size)),
    },
    mount(host) {
      if (root.parentElement !== host) host.replaceChildren(root);
      if (!opened) open();
    },
    fit(next) {
      room = next;
      fit();
    },
    setTheme(next) {
      terminal.options.theme = palettes[next];
      restorePalette();
      decorator.setTheme(next);
    },
    focus: () => terminal.focus(),
    dispose() {
      document.removeEventListener('copy', copied);
      decorator.dispose();
      intake.dispose();
      terminal.dispose();
      root.remove();
    },
  };

  function resize(size: Size): void {
    if (size.cols !== terminal.cols || size.rows !== terminal.rows)
      terminal.resize(size.cols, size.rows);
  }
}

/** Rows of the screen down to the last one with text or the cursor; all of them for an editor. */
function rowsWritten({ buffer, rows }: Terminal): number {
  const { active } = buffer;
  if (active.type === 'alternate') return rows;
  const isEmpty = (row: number) =>
    active.getLine(active.baseY + row)?.translateToString(true) === '' && row !== active.cursorY;
  let written = rows;
  while (written > 1 && isEmpty(written - 1)) written -= 1;
  return written;
}

/** Links that a program prints (OSC 8) may say anything: only the web is followed. */
function openLink(address: string): void {
  if (/^https?:\/\//i.test(address)) window.open(address, '_blank', 'noopener,noreferrer');
}
