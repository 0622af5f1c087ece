import { textOf } from '@netstage/protocol';
import type { Outline, RunPhase } from '@netstage/protocol';
import headless from '@xterm/headless';
import { assertOk } from '../bench/stage-client.ts';
import type { StageClient } from '../bench/stage-client.ts';
import { until } from '../harness/until.ts';
import { readLines } from './read-lines.ts';

type OutlineCue = Outline['slides'][number]['cues'][number];

/** Wide enough that no line wraps, so that whoever shows it wraps it to a width of their own. */
const SIZE = { cols: 160, rows: 50 } as const;
const SCROLLBACK = 9_000;
/** Ms without a word after which a capture has told of everything. */
const QUIET = 2_000;

export interface RecordedRun {
  readonly cue: string;
  readonly terminal: string;
  readonly exit: number | null;
  readonly held: boolean;
  readonly why: readonly string[];
  readonly lines: readonly string[];
}

interface Shown {
  readonly screen: headless.Terminal;
  /** The cue that runs on in it, and where it began. */
  beside: { cue: OutlineCue; from: number } | null;
}

/** Runs cues on real nodes, and reads what stands on the screen afterwards. */
export class Recorder {
  readonly #stage: StageClient;
  readonly #shown = new Map<string, Shown>();

  constructor(stage: StageClient) {
    this.#stage = stage;
    stage.socket.on('terminal-screen', ({ terminal, data }) => {
      this.#shown.get(terminal)?.screen.write(`\u001Bc${textOf(data)}`);
    });
    stage.socket.on('terminal-output', ({ terminal, data }) => {
      this.#shown.get(terminal)?.screen.write(textOf(data));
    });
  }

  /** All cues of a slide, one after the other; one that runs on is ended before the next there. */
  async record(cues: readonly OutlineCue[]): Promise<RecordedRun[]> {
    const runs: RecordedRun[] = [];
    for (const cue of cues) {
      const shown = await this.#open(cue.terminal);
      runs.push(...(await this.#end(cue.terminal)));
      const from = placeOf(shown.screen);
      assertOk(
        await this.#stage.socket.timeout(10_000).emitWithAck('command-run', {
          terminal: cue.terminal,
          command: {
            ...cue.command,
            cue: cue.id,
            run: cue.id,
            typing: 0,
            pace: { mode: 'plain' },
          },
        }),
      );
      if (cue.command.ready !== undefined) {
        await this.#phase(cue, (state) => state.phase === 'running' && state.ready === true);
        shown.beside = { cue, from };
      } else runs.push(await this.#ended(cue, from));
    }
    for (const { terminal } of cues) runs.push(...(await this.#end(terminal)));
    return runs;
  }

  async #open(terminal: string): Promise<Shown> {
    const known = this.#shown.get(terminal);
    if (known) return known;
    const { socket } = this.#stage;
    if (!this.#stage.state().terminals[terminal])
      assertOk(await socket.timeout(10_000).emitWithAck('terminal-open', { terminal, size: SIZE }));
    socket.emit('terminal-resize', { terminal, size: SIZE });
    const screen = new headless.Terminal({
      ...SIZE,
      scrollback: SCROLLBACK,
      allowProposedApi: true,
    });
    const shown = { screen, beside: null };
    await until(`${terminal} is at its prompt`, () => {
      const view = this.#stage.state().terminals[terminal];
      return view?.shell.at === 'prompt' && view.size.cols === SIZE.cols;
    });
    this.#shown.set(terminal, shown);
    socket.emit('watch', { terminals: [...this.#shown.keys()] });
    await this.#prompt(terminal);
    return shown;
  }

  /** Ends what runs on in a terminal, if anything does. */
  async #end(terminal: string): Promise<RecordedRun[]> {
    const shown = this.#shown.get(terminal);
    if (!shown?.beside) return [];
    const { cue, from } = shown.beside;
    shown.beside = null;
    // What passed last is told of late, some of it after what is expected.
    let text = '';
    let since = performance.now();
    await until(`${cue.id} has shown all that passed`, () => {
      const now = readLines(shown.screen, from, placeOf(shown.screen) + 1).join('\n');
      if (now !== text) since = performance.now();
      text = now;
      return performance.now() - since > QUIET;
    });
    this.#stage.socket.emit('terminal-input', { terminal, data: '\u0003' });
    return [await this.#ended(cue, from)];
  }

  async #ended(cue: OutlineCue, from: number): Promise<RecordedRun> {
    const state = await this.#phase(cue, ({ phase }) => phase === 'ended');
    await this.#prompt(cue.terminal);
    const screen = this.#shown.get(cue.terminal)?.screen;
    if (!screen || state.phase !== 'ended') throw new Error(`${cue.id} has not ended.`);
    const { exit, verdict } = state;
    const lines = readLines(screen, from, placeOf(screen));
    return { cue: cue.id, terminal: cue.terminal, exit, ...verdict, lines };
  }

  /** Waits until the screen, which follows later than the marks, shows a prompt. */
  async #prompt(terminal: string): Promise<void> {
    const screen = this.#shown.get(terminal)?.screen;
    await until(
      `${terminal} shows its prompt`,
      () => {
        if (!screen || this.#stage.state().terminals[terminal]?.shell.at !== 'prompt') return false;
        const line = screen.buffer.active.getLine(placeOf(screen));
        return /[#$]$/.test(line?.translateToString().trimEnd() ?? '');
      },
      { about: () => (screen ? readLines(screen, 0, placeOf(screen) + 1).join('\n') : '') },
    );
  }

  #phase({ id, command }: OutlineCue, wanted: (state: RunPhase) => boolean): Promise<RunPhase> {
    return until(
      `${id} ran`,
      () => {
        const state = this.#stage.state().cues[id]?.run.state;
        return state && wanted(state) ? state : null;
      },
      { within: command.timeout + 10_000 },
    );
  }
}

/** The row of the cursor, counted from the first that is kept. */
function placeOf({ buffer: { active } }: headless.Terminal): number {
  return active.baseY + active.cursorY;
}
