import { actualOf } from '@netstage/protocol';
import type { ReactNode } from 'react';
import type { BarProps } from '../app/TalkBar.tsx';
import { useTalk } from '../app/talk-context.ts';
import { useStore } from '../follow/use-store.ts';
import { resumesIn } from './hands.ts';
import { kioskOf } from './kiosk.ts';
import { SPEED } from './options.ts';
import { reportShown } from './runner.ts';
import type { Runner } from './runner.ts';
import { clockWords, deltaWords } from './time-words.ts';

const SPEEDS = [SPEED.slowest, 1, 2, 5, 10, SPEED.fastest] as const;

/** Along the bottom: the kiosk's controls, where it is, and how it keeps time. */
export function KioskBar({ place }: BarProps): ReactNode {
  const talk = useTalk();
  const { player } = kioskOf(talk);
  const { control, runner } = player;
  const mode = useStore(runner, (run) => run.mode.is);
  const { speed, loop } = useStore(runner, (run) => run.options);
  const reports = useStore(runner, (run) => reportShown(run) !== null);
  const loops = useStore(runner, (run) => run.loop);
  const failures = useStore(runner, failuresOf);
  const status = useStore(talk.link.talk, ({ connection }) => connection.status);
  const plays = mode === 'playing' || mode === 'stepping';
  const idle = mode === 'idle' || mode === 'ended';
  return (
    <nav
      className={reports ? 'talk-bar kiosk-bar is-over-report' : 'talk-bar kiosk-bar'}
      aria-label="Kiosk"
      data-kiosk-control=""
    >
      <Progress />
      <Control label="Back" sign="back" off={idle} act={() => control({ do: 'back' })} />
      <Control
        label={plays ? 'Pause' : 'Play'}
        sign={plays ? 'pause' : 'play'}
        off={idle}
        act={() => control({ do: plays ? 'pause' : 'play' })}
      />
      <Control
        label="One step"
        sign="step"
        off={mode !== 'paused'}
        act={() => control({ do: 'step' })}
      />
      <Control
        label="Next slide"
        sign="forward"
        off={idle}
        act={() => control({ do: 'forward' })}
      />
      <Control label="End here" sign="stop" off={idle} act={() => control({ do: 'stop' })} />
      <span className="bar-place" data-testid="place">
        {place.index < 0 ? '' : `${place.index + 1} / ${place.count}`}
      </span>
      <SlideClock />
      <PauseWords />
      <span className="bar-space" />
      {failures > 0 && (
        <span className="kiosk-failures" data-testid="kiosk-failures">
          ✗ {failures} failed
        </span>
      )}
      {loops > 1 && <span>loop {loops}</span>}
      <label>
        <span>speed </span>
        <select
          value={speed}
          onChange={(event) => control({ do: 'speed', speed: Number(event.target.value) })}
        >
          {[...new Set([...SPEEDS, speed])]
            .sort((a, b) => a - b)
            .map((each) => (
              <option key={each} value={each}>
                {each}×
              </option>
            ))}
        </select>
      </label>
      <label>
        <input
          type="checkbox"
          checked={loop}
          onChange={(event) => control({ do: 'loop', loop: event.target.checked })}
        />
        <span>loop</span>
      </label>
      <output className="bar-connection" data-testid="connection" data-status={status}>
        {status === 'live' ? 'live' : 'reconnecting…'}
      </output>
    </nav>
  );
}

/** Drawn, not written: few fonts have these signs. In a square of 16. */
const signs = {
  back: 'M8 3v10L1 8zM15 3v10L8 8z',
  pause: 'M3 3h4v10H3zM9 3h4v10H9z',
  play: 'M4 3v10l9-5z',
  step: 'M3 3v10l7-5zM11 3h2v10h-2z',
  forward: 'M1 3v10l7-5zM8 3v10l7-5z',
  stop: 'M3 3h10v10H3z',
} as const;

interface ControlProps {
  readonly label: string;
  readonly sign: keyof typeof signs;
  readonly off: boolean;
  readonly act: () => void;
}

function Control({ label, sign, off, act }: ControlProps): ReactNode {
  return (
    <button type="button" aria-label={label} title={label} disabled={off} onClick={act}>
      <svg className="kiosk-sign" viewBox="0 0 16 16" aria-hidden="true">
        <path d={signs[sign]} />
      </svg>
    </button>
  );
}

/** This slide's time against its target, and how late the talk is. */
function SlideClock(): ReactNode {
  const { player } = kioskOf(useTalk());
  const words = useStore(player.runner, clockOf);
  return <span className="kiosk-clock">{words}</span>;
}

function clockOf({ log, index, range }: Runner): string {
  const entry = log.slides[index - range[0]];
  if (!entry) return '';
  const before = log.slides.slice(0, index - range[0]);
  const late = before.reduce((sum, slide) => sum + actualOf(slide) - slide.target, 0);
  const slide = `${clockWords(actualOf(entry))} / ${clockWords(entry.target)}`;
  return Math.round(late) === 0 ? slide : `${slide} · ${deltaWords(late)}`;
}

/** Tells a visitor whose the talk is just now. */
function PauseWords(): ReactNode {
  const { player } = kioskOf(useTalk());
  const words = useStore(player.runner, (run) => {
    if (run.mode.is !== 'paused') return '';
    return resumesIn(run) === null
      ? 'Paused'
      : 'Yours: try it out. The talk goes on when nobody touches it for a while.';
  });
  return (
    <output className="kiosk-pause-words" data-testid="kiosk-paused">
      {words}
    </output>
  );
}

/** How much of the loop is done, as a line along the top of the bar. */
function Progress(): ReactNode {
  const { player } = kioskOf(useTalk());
  const part = useStore(player.runner, ({ log, index, range, mode }) => {
    const all = log.slides.reduce((sum, slide) => sum + slide.target, 0);
    const at = mode.is === 'ended' ? log.slides.length : index - range[0];
    const done = log.slides.reduce((sum, slide, each) => {
      if (each > at) return sum;
      return sum + (each < at ? slide.target : Math.min(actualOf(slide), slide.target));
    }, 0);
    return Math.round((1_000 * done) / Math.max(1, all)) / 10;
  });
  return <span className="kiosk-progress" style={{ width: `${part}%` }} aria-hidden="true" />;
}

function failuresOf({ log }: Runner): number {
  return log.slides
    .flatMap((slide) => slide.cues)
    .filter((cue) => cue.result === 'failed' || cue.result === 'recorded').length;
}
