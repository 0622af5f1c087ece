import { nodeOf } from '@netstage/protocol';
import type { Size, TerminalId } from '@netstage/protocol';
import { useEffect, useRef } from 'react';
import type { ReactNode, RefObject } from 'react';
import { useDeck, useSlide } from '../deck/slide-context.ts';
import { useStore } from '../follow/use-store.ts';
import { hueOf } from '../look/hue.ts';
import { theme as themeStore } from '../look/theme.ts';
import { talk } from '../slides/talk.ts';
import { CELL } from '../terminal/fit.ts';
import { RecordedLine } from './RecordedLine.tsx';
import type { Runs } from './shown.ts';
import { cuesUpTo, useRuns } from './use-runs.ts';

interface Props {
  readonly step: number;
  readonly terminal: TerminalId;
  readonly planned: Size;
}

/** What a shell showed when this slide's commands were recorded, in the place of the shell. */
export function RecordedTerminal({ step, terminal, planned }: Props): ReactNode {
  const { id, fragment } = useSlide();
  const { flow } = useDeck();
  const runs = useRuns(step);
  const theme = useStore(themeStore, (value) => value);
  const screen = useRef<HTMLElement>(null);
  useReachable(screen);
  const node = nodeOf(terminal);
  const lines = runs ? linesOf(runs, terminal, id, fragment) : [];
  return (
    <article
      className="shell"
      data-testid="recorded-terminal"
      data-terminal={terminal}
      data-hue={hueOf(node)}
      aria-label={`Recorded terminal on ${node}`}
    >
      <header className="terminal-head">
        <span className="node-name">{node}</span>
        <span className="terminal-title" />
        <span className="recorded-word">recorded</span>
      </header>
      <div className="terminal-body recorded-body">
        <figure
          className="recorded-screen"
          aria-label={`What the shell on ${node} showed`}
          data-prevent-swipe=""
          ref={screen}
        >
          <div
            className="recorded-lines"
            style={
              flow ? undefined : { fontSize: fontFor(planned), width: `${planned.cols + 0.5}ch` }
            }
          >
            {lines.map(({ key, line }) => (
              <RecordedLine key={key} line={line} theme={theme} />
            ))}
          </div>
        </figure>
      </div>
    </article>
  );
}

/** What is scrolled has to be reached by the keyboard as well; what is not needs no stop there. */
function useReachable(screen: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { current } = screen;
    if (!current) return;
    const observer = new ResizeObserver(() => {
      current.tabIndex = current.scrollHeight > current.clientHeight ? 0 : -1;
    });
    observer.observe(current);
    for (const lines of current.children) observer.observe(lines);
    return () => observer.disconnect();
  }, [screen]);
}

/** As large as lets all columns and rows stand in the pane, whose size the style sheet knows. */
function fontFor({ cols, rows }: Size): string {
  return `min(${98 / (cols * CELL.width)}cqw, ${99 / (rows * CELL.height)}cqh)`;
}

interface Line {
  readonly key: string;
  readonly line: string;
}

/** The runs of this slide in that terminal; where it has none, the last one before it. */
function linesOf(runs: Runs, terminal: string, slide: string, fragment: number): readonly Line[] {
  const index = talk.findIndex(({ id }) => id === slide);
  const here = cuesUpTo(talk[index]?.cues ?? [], fragment);
  const before = talk.slice(0, index).flatMap(({ cues }) => cues);
  const among = (cues: typeof here) =>
    runs.filter((run) => run.terminal === terminal && cues.some(({ id }) => id === run.cue));
  const now = among(here);
  const shown = now.length > 0 ? now : among(before).slice(-1);
  const lines = shown.flatMap(({ cue, lines }) =>
    lines.map((line, at) => ({ key: `${cue} ${at}`, line })),
  );
  const prompt = promptIn(runs, terminal);
  return prompt === null ? lines : [...lines, { key: 'prompt', line: prompt }];
}

/** A run begins with the prompt it was typed at. */
function promptIn(runs: Runs, terminal: string): string | null {
  const first = runs.find((run) => run.terminal === terminal)?.lines[0];
  return /^.*?[#$] /.exec(first ?? '')?.[0] ?? null;
}
