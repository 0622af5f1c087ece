import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import type { DeckSteps } from '../deck/TalkDeck.tsx';
import { useStore } from '../follow/use-store.ts';
import { switchTheme } from '../look/theme.ts';
import { talk as slides } from '../slides/talk.ts';
import { stepOf } from '../talk/model.ts';
import { useWithoutLab } from '../recorded/use-absent.ts';
import { useRoom } from '../room/use-room.ts';
import { FollowChip } from './FollowChip.tsx';
import { LabChip } from './LabChip.tsx';
import { useStage, useTalk } from './talk-context.ts';

// The audience has no use for it.
const RehearsalClock = lazy(async () => ({
  default: (await import('../kiosk/RehearsalClock.tsx')).RehearsalClock,
}));

export interface BarProps {
  readonly place: { readonly index: number; readonly count: number };
  readonly steps: DeckSteps | null;
  readonly onHelp: () => void;
  /** What the room adds. */
  readonly children?: ReactNode;
}

/** Along the bottom: where we are, who drives, and how the connection stands. */
export function TalkBar({ place, steps, onHelp, children }: BarProps): ReactNode {
  const { link } = useTalk();
  const words = slides[place.index];
  const step = words ? stepOf(words.section) : null;
  const frozen = useRoom((room) => room.frozen) === true;
  const followers = useStage((stage) => stage.followers);
  return (
    <nav className={frozen ? 'talk-bar is-frozen' : 'talk-bar'} aria-label="Talk">
      <button
        type="button"
        className="bar-step"
        aria-label="Previous"
        disabled={!steps}
        onClick={steps?.previous}
      >
        ‹
      </button>
      <span className="bar-place" data-testid="place">
        {place.index < 0 ? '' : `${place.index + 1} / ${place.count}`}
      </span>
      <button
        type="button"
        className="bar-step"
        aria-label="Next"
        disabled={!steps}
        onClick={steps?.next}
      >
        ›
      </button>
      <FollowChip titleOf={titleOf} />
      <span className="bar-space" />
      {link.role === 'stage' && (
        <Suspense>
          <RehearsalClock />
        </Suspense>
      )}
      {link.role === 'stage' && followers !== null && (
        <span className="bar-followers" data-testid="followers">
          {followers === 1 ? '1 follows' : `${followers} follow`}
        </span>
      )}
      {step !== null && <LabChip step={step} />}
      {children}
      <ConnectionState />
      <button
        type="button"
        className="bar-icon bar-theme"
        aria-label="Light or dark"
        onClick={switchTheme}
      >
        ◐
      </button>
      <button type="button" className="bar-icon" aria-label="Keys and settings" onClick={onHelp}>
        ?
      </button>
    </nav>
  );
}

function titleOf(slide: string): string {
  const index = slides.findIndex(({ id }) => id === slide);
  return index < 0 ? 'a slide that this page does not have: reload it' : `slide ${index + 1}`;
}

function ConnectionState(): ReactNode {
  const { link } = useTalk();
  const connection = useStore(link.talk, (talk) => talk.connection);
  const recorded = useWithoutLab();
  const words = {
    connecting: 'connecting…',
    live: 'live',
    lost: 'reconnecting…',
    refused: 'refused',
  } as const;
  return (
    <output className="bar-connection" data-testid="connection" data-status={connection.status}>
      {recorded && connection.status !== 'refused' ? 'recorded, no lab' : words[connection.status]}
      {connection.status === 'refused' && (
        <>
          {`: ${connection.refusal.message} `}
          <button type="button" onClick={() => window.location.reload()}>
            Reload
          </button>
        </>
      )}
    </output>
  );
}
