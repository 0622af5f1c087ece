import type { ReactNode } from 'react';
import { useTalk } from '../app/talk-context.ts';
import { useStore } from '../follow/use-store.ts';
import { talk as slides } from '../slides/talk.ts';
import { aheadWords, clockWords, paceAt } from './plan.ts';
import { useHubNow } from './use-hub-now.ts';

/** The clock against the plan: the whole talk, this slide, and how far ahead or behind. */
export function TalkTime({ slide }: { readonly slide: string | undefined }): ReactNode {
  const { link } = useTalk();
  const clock = useStore(link.room.desk, (desk) => desk?.desk.clock ?? null);
  const live = useStore(link.talk, (talk) => talk.connection.status === 'live');
  const now = useHubNow();
  if (!clock || now === null) return <div className="talk-time" data-state="unknown" />;
  const pace = paceAt(slides, slide, clock, now);
  const { state, words } = aheadWords(pace.ahead);
  const act = (action: 'start' | 'pause' | 'reset') => () => void link.remote?.clock(action);
  const over = pace.slide > pace.target;
  return (
    <div className="talk-time" data-testid="talk-time" data-state={clock.state}>
      <div className="time-whole">
        <b>{clockWords(pace.elapsed)}</b>
        <span>of {clockWords(pace.total)}</span>
      </div>
      {clock.state === 'ready' ? (
        <button type="button" className="time-start" disabled={!live} onClick={act('start')}>
          Start the clock
        </button>
      ) : (
        <>
          <div className="time-ahead" data-pace={state}>
            {words}
          </div>
          <div className="time-slide" data-over={over || undefined}>
            <span>
              slide {clockWords(pace.slide)} / {clockWords(pace.target)}
            </span>
            <progress
              max={pace.target}
              value={Math.min(pace.slide, pace.target)}
              aria-label="Time on this slide"
            />
          </div>
          <button
            type="button"
            disabled={!live}
            onClick={act(clock.state === 'running' ? 'pause' : 'start')}
          >
            {clock.state === 'running' ? 'Pause' : 'Go on'}
          </button>
          {clock.state === 'paused' && (
            <button type="button" disabled={!live} onClick={act('reset')}>
              Reset
            </button>
          )}
        </>
      )}
    </div>
  );
}
