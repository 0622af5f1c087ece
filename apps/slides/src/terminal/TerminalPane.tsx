import { nameOf, nodeOf, terminalId } from '@netstage/protocol';
import type { Answer, Size, TerminalId } from '@netstage/protocol';
import { useEffect, useRef, useState } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import { useMayAct, useStage, useTalk } from '../app/talk-context.ts';
import { useDeck, useSlide } from '../deck/slide-context.ts';
import { useStore } from '../follow/use-store.ts';
import { hueOf } from '../look/hue.ts';
import { fontStep } from '../look/settings.ts';
import { RecordedTerminal } from '../recorded/RecordedTerminal.tsx';
import { stepOfNode, useAbsent } from '../recorded/use-absent.ts';
import { fitInto } from './fit-into.ts';
import { setsSize, sizeAt } from './fit.ts';
import { useFocusWithin } from './use-focus-within.ts';
import { earlierFor, nextFor, shownFor } from './successor.ts';
import { shellWords, titleWords, troubleOf } from './pane-status.ts';
import type { Screen } from './screen.ts';
import { FILL_KEY, LEAVE_KEY, NEW_KEY } from './terminal-keys.ts';

interface Props {
  readonly terminal: TerminalId;
  /** Columns and rows as planned for this place; the presenter's font keys change them. */
  readonly planned: Size;
}

/**
 * Px: with smaller letters than this a phone shows part of the columns, to be panned. In place 64
 * columns fit from a width of 360 px on, in letters of 10 px at 390.
 */
const SMALLEST_IN_FLOW = { inPlace: 9, filling: 13 } as const;

/** A node's shell, or what was recorded of it where there is no lab. */
export function TerminalPane({ terminal, planned }: Props): ReactNode {
  const step = stepOfNode(nodeOf(terminal));
  const absent = useAbsent(step);
  if (absent) return <RecordedTerminal step={step} terminal={terminal} planned={planned} />;
  return <LiveTerminal terminal={terminal} planned={planned} />;
}

/** Why a terminal was not opened, and which one was shown when that was said. */
interface Refused {
  readonly shown: TerminalId;
  readonly message: string;
}

function refusedIn(shown: TerminalId, answer: Answer): Refused | null {
  return answer.ok ? null : { shown, message: answer.refusal.message };
}

/** A node's shell as everyone sees it; on the stage it is typed in as well. */
function LiveTerminal({ terminal: original, planned }: Props): ReactNode {
  const { link } = useTalk();
  const mayAct = useMayAct();
  const terminal = useStage((stage) => shownFor(stage.terminals, original)) ?? original;
  const earlier = useStage((stage) => earlierFor(stage.terminals, original)) ?? original;
  const { current, near } = useSlide();
  const node = nodeOf(terminal);
  const view = useStage((stage) => stage.terminals[terminal]) ?? undefined;
  const nodeView = useStage((stage) => stage.nodes[node]) ?? undefined;
  const connection = useStore(link.talk, (talk) => talk.connection);
  const live = connection.status === 'live';
  const trouble = troubleOf(connection, nodeView, view);
  const screen = useScreen(terminal, near);
  const host = useRef<HTMLDivElement>(null);
  const focused = useFocusWithin(host);
  const [filling, setFilling] = useState(false);
  // Back on the slide, it is whole again.
  if (filling && !current) setFilling(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  if (refused && (!current || refused.shown !== terminal)) setRefused(null);
  useFitted(screen, host, current, filling ? SMALLEST_IN_FLOW.filling : SMALLEST_IN_FLOW.inPlace);
  usePlannedSize(terminal, planned);

  // The hub opens each node's first terminal by itself; further ones are opened where they stand.
  const missing = current && live && !view && nodeView?.link.status === 'here';
  const named = terminal !== terminalId(node);
  const back = terminal !== original && mayAct;
  const { cols, rows } = planned;
  useEffect(() => {
    if (missing)
      void link.actions?.open(terminal, { cols, rows }).then((answer) => {
        setRefused(refusedIn(terminal, answer));
      });
  }, [missing, link, terminal, cols, rows]);

  return (
    <article
      className={filling ? 'shell is-filling' : 'shell'}
      data-focused={focused || undefined}
      data-named={named || undefined}
      data-back={back || undefined}
      data-testid="terminal"
      data-terminal={terminal}
      data-shell={view?.shell.at ?? 'none'}
      data-trouble={trouble?.kind}
      data-hue={hueOf(node)}
      aria-label={`Terminal ${nameOf(terminal)} on ${node}`}
    >
      <header className="terminal-head">
        <span className="node-name">{node}</span>
        {named && <b className="terminal-name">{nameOf(terminal)}</b>}
        <span className="terminal-title">{view && titleWords(view)}</span>
        {back && (
          <button
            type="button"
            className="terminal-back"
            data-testid="terminal-back"
            onMouseDown={keepFocus}
            onClick={() => void link.actions?.shut(terminal)}
          >
            close, back to {nameOf(earlier)}
          </button>
        )}
        {mayAct && (
          <NewTerminal
            original={original}
            size={view?.size ?? planned}
            onAnswer={(answer) => setRefused(refusedIn(terminal, answer))}
          />
        )}
        <span className="terminal-state">
          <kbd className="leave-key">{LEAVE_KEY} leaves</kbd>
          {view && !trouble && <Shell words={shellWords(view)} size={view.size} />}
          <button
            type="button"
            className="terminal-button"
            data-testid="terminal-fill"
            aria-pressed={filling}
            title={filling ? `Back to the slide (${FILL_KEY})` : `Fill the slide (${FILL_KEY})`}
            onMouseDown={keepFocus}
            onClick={() => setFilling(!filling)}
          >
            <FillIcon filling={filling} />
          </button>
        </span>
      </header>
      <div className="terminal-body">
        <div className="terminal-host" data-prevent-swipe="" ref={host} />
        {trouble && (
          <output className="terminal-trouble" data-testid="terminal-trouble">
            {trouble.text}
          </output>
        )}
        {refused && (
          <div className="terminal-refusal" role="alert" data-testid="terminal-refusal">
            <p>{refused.message}</p>
            <button type="button" onClick={() => setRefused(null)}>
              OK
            </button>
          </div>
        )}
      </div>
    </article>
  );
}

/** Whoever types goes on typing; and the button does not move away under the pointer. */
function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}

/** Opens one more terminal in this one's place, for everybody; the ones before go on. */
function NewTerminal({
  original,
  size,
  onAnswer,
}: {
  readonly original: TerminalId;
  readonly size: Size;
  readonly onAnswer: (answer: Answer) => void;
}): ReactNode {
  const { link } = useTalk();
  const next = useStage((stage) => nextFor(stage.terminals, original));
  if (next === null) return null;
  return (
    <button
      type="button"
      className="terminal-button"
      data-testid="terminal-new"
      title={`A new terminal in its place (${NEW_KEY})`}
      aria-label="A new terminal in its place"
      onMouseDown={keepFocus}
      onClick={() => void link.actions?.open(next, size).then(onAnswer)}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M12 4v16M4 12h16" />
      </svg>
    </button>
  );
}

function FillIcon({ filling }: { readonly filling: boolean }): ReactNode {
  const arrows = filling ? 'M9 3v6H3 M15 21v-6h6' : 'M3 9V3h6 M21 15v6h-6';
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={`${arrows} ${filling ? 'M3 3l6 6 M21 21l-6-6' : 'M3 3l7 7 M21 21l-7-7'}`} />
    </svg>
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
  smallestInFlow: number,
): void {
  const shape = useDeck();
  useEffect(() => {
    const element = host.current;
    const body = element?.parentElement;
    if (!screen || !element || !body || !current) return;
    const fit = () => fitInto(element, body, screen, shape, smallestInFlow);
    // Whoever typed in the one before goes on typing in this one.
    const typing = element.contains(document.activeElement);
    screen.mount(element);
    fit();
    if (typing) screen.focus();
    const observer = new ResizeObserver(fit);
    observer.observe(body);
    observer.observe(element);
    return () => observer.disconnect();
  }, [screen, host, current, shape, smallestInFlow]);
}

/**
 * The presenter's side alone sets a terminal's size; everyone else scales the letters. While nobody
 * drives, a stage's font keys set it.
 */
function usePlannedSize(terminal: TerminalId, planned: Size): void {
  const { link, follower } = useTalk();
  const { current } = useSlide();
  const mayAct = useMayAct();
  const mode = useStore(follower.following, (following) => following.mode);
  const size = useStage((stage) => stage.terminals[terminal]?.size) ?? null;
  const step = useStore(fontStep, (value) => value);
  const wanted = sizeAt(planned, step);
  const { cols, rows } = wanted;
  const driving = mode === 'driving';
  // Said to a node that starts anew it would be lost; its new shell is told once it is there.
  const there = useStage((stage) => stage.terminals[terminal]?.shell.at !== 'starting') === true;
  const may = current && mayAct && there && mode !== 'roaming';
  const sets = may && size !== null && setsSize(driving, size, wanted);
  useEffect(() => {
    if (sets) link.actions?.resize(terminal, { cols, rows });
  }, [sets, link, terminal, cols, rows]);

  const listens = may && !driving;
  useEffect(() => {
    if (!listens) return;
    return fontStep.subscribe(() =>
      link.actions?.resize(terminal, sizeAt(planned, fontStep.get())),
    );
  }, [listens, link, terminal, planned]);
}
