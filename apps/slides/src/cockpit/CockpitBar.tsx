import type { ReactNode } from 'react';
import { FollowChip } from '../app/FollowChip.tsx';
import { useTalk } from '../app/talk-context.ts';
import type { DeckSteps } from '../deck/TalkDeck.tsx';
import { useStore } from '../follow/use-store.ts';
import { switchTheme } from '../look/theme.ts';
import { RehearsalClock } from '../kiosk/RehearsalClock.tsx';
import { NewDeck } from '../room/NewDeck.tsx';
import { useRoom } from '../room/use-room.ts';
import { talk as slides } from '../slides/talk.ts';
import { lagWords } from './lag-words.ts';
import { TalkTime } from './TalkTime.tsx';

interface Props {
  readonly slide: string | undefined;
  readonly onHelp: () => void;
}

/** Along the top: time, who drives, who follows, and whether the hub is there. */
export function CockpitBar({ slide, onHelp }: Props): ReactNode {
  const { link } = useTalk();
  const lag = useStore(link.room.desk, (desk) => desk?.desk.lag ?? null);
  const connection = useStore(link.talk, (talk) => talk.connection);
  return (
    <header className="cockpit-bar">
      <TalkTime slide={slide} />
      <RehearsalClock />
      <span className="bar-space" />
      <NewDeck />
      <FollowChip titleOf={placeOf} />
      <span className="cockpit-lag" data-testid="lag" title={lag ? lagWords(lag) : ''}>
        {lag ? shortLag(lag.followers, lag.p50) : ''}
      </span>
      <output className="bar-connection" data-testid="connection" data-status={connection.status}>
        {connection.status === 'refused' ? connection.refusal.message : connection.status}
      </output>
      <button type="button" className="bar-icon" aria-label="Light or dark" onClick={switchTheme}>
        ◐
      </button>
      <button type="button" className="bar-icon" aria-label="Keys and settings" onClick={onHelp}>
        ?
      </button>
    </header>
  );
}

function shortLag(followers: number, p50: number | null): string {
  const follow = followers === 1 ? '1 follows' : `${followers} follow`;
  return p50 === null ? follow : `${follow} · ${Math.round(p50 / 2)} ms`;
}

function placeOf(slide: string): string {
  const index = slides.findIndex(({ id }) => id === slide);
  return index < 0 ? 'a slide that this page does not have: reload it' : `slide ${index + 1}`;
}

interface ControlsProps {
  readonly steps: DeckSteps;
  readonly place: string;
  readonly laser: boolean;
  readonly onLaser: () => void;
}

/** Under the slide: back and on, and what everybody's screen does. */
export function Controls({ steps, place, laser, onLaser }: ControlsProps): ReactNode {
  const { actions } = useTalk().link;
  const frozen = useRoom((room) => room.frozen) === true;
  const blank = useRoom((room) => room.blank) === true;
  return (
    <div className="controls" data-testid="controls">
      <button type="button" className="control-step" onClick={steps.previous} aria-label="Back">
        ‹
      </button>
      <span className="control-place">{place}</span>
      <button type="button" className="control-step is-next" onClick={steps.next}>
        Next ›
      </button>
      <button type="button" aria-pressed={laser} onClick={onLaser}>
        Laser <kbd>l</kbd>
      </button>
      <button type="button" aria-pressed={blank} onClick={() => void actions?.blank(!blank)}>
        Blank <kbd>b</kbd>
      </button>
      <button
        type="button"
        aria-pressed={frozen}
        title="The audience keeps the last picture while you mend something"
        onClick={() => void actions?.freeze(!frozen)}
      >
        {frozen ? 'Frozen: let go' : 'Freeze'}
      </button>
    </div>
  );
}
