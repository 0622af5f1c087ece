import type { TalkLink } from '../follow/connection.ts';
import { theme } from '../look/theme.ts';
import type { Screen } from './screen.ts';

/** Ms that an unused terminal is kept: going back and forth by a slide must not lose it. */
const KEEP = 10_000;

/** The terminals in use, one screen each, on however many slides they stand. */
export interface TerminalPool {
  /** Keeps the terminal's output flowing; the screen comes once its code is loaded. */
  readonly acquire: (terminal: string) => Promise<Screen>;
  readonly release: (terminal: string) => void;
}

interface Entry {
  users: number;
  readonly screen: Promise<Screen>;
  readonly stop: () => void;
  expiry?: ReturnType<typeof setTimeout>;
}

export function createTerminalPool({ streams, actions }: TalkLink): TerminalPool {
  const entries = new Map<string, Entry>();

  function start(terminal: string): Entry {
    let stopped = false;
    let stop = (): void => {
      stopped = true;
    };
    // xterm is a third of all the code: it loads with the first terminal, not with the page.
    const screen = import('./screen.ts').then(async ({ createScreen }) => {
      // Cells are measured when the terminal opens: with the wrong font they stay wrong.
      await Promise.all([
        document.fonts.load('400 16px "IBM Plex Mono"'),
        document.fonts.load('600 16px "IBM Plex Mono"'),
      ]);
      const made = createScreen({
        theme: theme.get(),
        label: `Terminal ${terminal}`,
        onInput: actions ? (data) => actions.type(terminal, data) : null,
        onBehind: () => streams.reseed(terminal),
      });
      const unsubscribe = theme.subscribe(() => made.setTheme(theme.get()));
      const close = streams.open(terminal, made.sink);
      stop = () => {
        unsubscribe();
        close();
        made.dispose();
      };
      if (stopped) stop();
      return made;
    });
    return { users: 0, screen, stop: () => stop() };
  }

  return {
    acquire(terminal) {
      const entry = entries.get(terminal) ?? start(terminal);
      entries.set(terminal, entry);
      clearTimeout(entry.expiry);
      entry.users += 1;
      return entry.screen;
    },
    release(terminal) {
      const entry = entries.get(terminal);
      if (!entry) return;
      entry.users -= 1;
      if (entry.users > 0) return;
      entry.expiry = setTimeout(() => {
        entries.delete(terminal);
        entry.stop();
      }, KEEP);
    },
  };
}
