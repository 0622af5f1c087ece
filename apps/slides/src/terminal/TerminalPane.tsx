import { nodeOf } from '@netstage/protocol';
import type { Size, TerminalId } from '@netstage/protocol';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useMayAct, useStage, useTalk } from '../app/talk-context.ts';
import { useDeck, useSlide } from '../deck/slide-context.ts';
import { useStore } from '../follow/use-store.ts';
import { hueOf } from '../look/hue.ts';
import { fontStep } from '../look/settings.ts';
import { fitInto } from './fit-into.ts';
import { sizeAt } from './fit.ts';
import { shownFor } from './successor.ts';
import { shellWords, troubleOf } from './pane-status.ts';
import type { Screen } from './screen.ts';
import { LEAVE_KEY } from './terminal-keys.ts';

interface Props {
  readonly terminal: TerminalId;
  /** Columns and rows as planned for this place; the presenter's font keys change them. */
  readonly planned: Size;
}

/** Px: smaller letters than this are panned instead of read, as 80 columns on a phone. */
const SMALLEST_IN_FLOW = 9;

/** A node's shell as everyone sees it; on the stage it is typed in as well. */
export function TerminalPane({ terminal: original, planned }: Props): ReactNode {
  const { link } = useTalk();
  const mayAct = useMayAct();
  const terminal = useStage((stage) => shownFor(stage.terminals, original)) ?? original;
  const { current, near } = useSlide();
  const node = nodeOf(terminal);
  const view = useStage((stage) => stage.terminals[terminal]) ?? undefined;
  const nodeView = useStage((stage) => stage.nodes[node]) ?? undefined;
  const connection = useStore(link.talk, (talk) => talk.connection);
  const live = connection.status === 'live';
  const trouble = troubleOf(connection, nodeView, view);
  const screen = useScreen(terminal, near);
  const host = useRef<HTMLDivElement>(null);
  useFitted(screen, host, current);
  usePlannedSize(terminal, planned);

  // The hub opens each node's first terminal by itself; further ones are opened where they stand.
  const missing = current && live && !view && nodeView?.link.status === 'here';
  const { cols, rows } = planned;
  useEffect(() => {
    if (missing) void link.actions?.open(terminal, { cols, rows });
  }, [missing, link, terminal, cols, rows]);

  return (
    <article
      className="shell"
      data-testid="terminal"
      data-terminal={terminal}
      data-shell={view?.shell.at ?? 'none'}
      data-trouble={trouble?.kind}
      data-hue={hueOf(node)}
      aria-label={`Terminal on ${node}`}
    >
      <header className="terminal-head">
        <span className="node-name">{node}</span>
        <span className="terminal-title">{view && view.title !== node ? view.title : ''}</span>
        {terminal !== original && mayAct && (
          <button
            type="button"
            className="terminal-back"
            data-testid="terminal-back"
            onClick={() => void link.actions?.shut(terminal)}
          >
            close, back to the first
          </button>
        )}
        <span className="terminal-state">
          <kbd className="leave-key">{LEAVE_KEY} leaves</kbd>
          {view && <Shell words={shellWords(view)} size={view.size} />}
        </span>
      </header>
      <div className="terminal-body">
        <div className="terminal-host" data-prevent-swipe="" ref={host} />
        {trouble && (
          <output className="terminal-trouble" data-testid="terminal-trouble">
            {trouble.text}
          </output>
        )}
      </div>
    </article>
  );
}

function Shell({ words, size }: { readonly words: string; readonly size: Size }): ReactNode {
  return (
    <>
      <span className="terminal-size">
        {size.cols}×{size.rows}
      </span>
      <span className={`shell-state is-${words}`}>{words}</span>
    </>
  );
}

function useScreen(terminal: TerminalId, near: boolean): Screen | null {
  const { terminals } = useTalk();
  const [screen, setScreen] = useState<Screen | null>(null);
  useEffect(() => {
    if (!near) return;
    let gone = false;
    void terminals.acquire(terminal).then((made) => {
      if (!gone) setScreen(made);
    });
    return () => {
      gone = true;
      setScreen(null);
      terminals.release(terminal);
    };
  }, [terminals, terminal, near]);
  return screen;
}

/**
 * Shows the screen in the pane while its slide is current. Under the deck's scale xterm would hit
 * the wrong cells: the host is scaled back and its letters are larger by the same factor.
 */
function useFitted(
  screen: Screen | null,
  host: React.RefObject<HTMLDivElement | null>,
  current: boolean,
): void {
  const { scale, flow } = useDeck();
  useEffect(() => {
    const element = host.current;
    const body = element?.parentElement;
    if (!screen || !element || !body || !current) return;
    const fit = () => fitInto(element, body, screen, scale, flow ? SMALLEST_IN_FLOW : 1);
    screen.mount(element);
    fit();
    const observer = new ResizeObserver(fit);
    observer.observe(body);
    return () => observer.disconnect();
  }, [screen, host, current, scale, flow]);
}

/** The presenter's side alone sets a terminal's size; everyone else scales the letters. */
function usePlannedSize(terminal: TerminalId, planned: Size): void {
  const { link, follower } = useTalk();
  const { current } = useSlide();
  const mayAct = useMayAct();
  const roaming = useStore(follower.following, ({ mode }) => mode === 'roaming');
  const size = useStage((stage) => stage.terminals[terminal]?.size) ?? null;
  const step = useStore(fontStep, (value) => value);
  const wanted = sizeAt(planned, step);
  const { cols, rows } = wanted;
  const differs = size !== null && (size.cols !== cols || size.rows !== rows);
  // Said to a node that starts anew it would be lost; its new shell is told once it is there.
  const there = useStage((stage) => stage.terminals[terminal]?.shell.at !== 'starting') === true;
  const sets = current && mayAct && !roaming && differs && there;
  useEffect(() => {
    if (sets) link.actions?.resize(terminal, { cols, rows });
  }, [sets, link, terminal, cols, rows]);
}
