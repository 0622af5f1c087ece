import '../look/cockpit.css';
import '../look/remote.css';
import { stepFrom } from '@netstage/protocol';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTalk } from '../app/talk-context.ts';
import { Notes } from '../cockpit/Notes.tsx';
import { SlideThumb } from '../cockpit/SlideThumb.tsx';
import { TalkTime } from '../cockpit/TalkTime.tsx';
import { useStore } from '../follow/use-store.ts';
import { switchTheme } from '../look/theme.ts';
import type { Shown } from '../room/anchor.ts';
import { PointerLayer } from '../room/PointerLayer.tsx';
import { usePointing } from '../room/use-pointing.ts';
import { useRoom } from '../room/use-room.ts';
import { talk as slides } from '../slides/talk.ts';
import { RemoteCues } from './RemoteCues.tsx';
import { useWakeLock } from './use-wake-lock.ts';

const beginning = { slide: slides[0]?.id ?? '', fragment: -1 };

/** The phone in the speaker's hand: on, back, run, point, the time and the notes. */
export function RemotePage(): ReactNode {
  const { follower, link } = useTalk();
  const target = useStore(follower.following, (following) => following.target);
  const connection = useStore(link.talk, (talk) => talk.connection);
  const frozen = useRoom((room) => room.frozen) === true;
  const blank = useRoom((room) => room.blank) === true;
  const [refused, setRefused] = useState<string | null>(null);
  const surface = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLDivElement>(null);
  const shown = useCallback((): Shown | null => {
    const root = canvas.current;
    return root && { root, canvas: root.getBoundingClientRect() };
  }, []);
  const at = target ?? beginning;
  const index = slides.findIndex(({ id }) => id === at.slide);
  const words = slides[index];
  const next = slides.find(({ id }) => id === stepFrom(slides, at, 1).slide);
  const live = connection.status === 'live';
  usePointing({ surface, shown, slide: at.slide, on: live });
  useWakeLock();
  useEffect(() => {
    document.title = 'Remote – Container networking from scratch';
  }, []);

  function step(by: 1 | -1): void {
    if ('vibrate' in navigator) navigator.vibrate(12);
    void link.remote
      ?.step(by)
      .then((answer) => setRefused(answer.ok ? null : answer.refusal.message));
  }

  const cues = words?.cues.filter((cue) => cue.fragment <= at.fragment || cue.fragment < 0) ?? [];
  return (
    <main className="remote" data-testid="remote" data-slide={at.slide} data-fragment={at.fragment}>
      <header className="remote-head">
        <TalkTime slide={words?.id} />
        <output className="bar-connection" data-testid="connection" data-status={connection.status}>
          {connection.status}
        </output>
        <button type="button" aria-label="Light or dark" onClick={switchTheme}>
          ◐
        </button>
      </header>
      {connection.status === 'refused' && (
        <output className="remote-refused" data-testid="remote-refused">
          {connection.refusal.message}
          <button type="button" onClick={() => window.location.reload()}>
            Reload
          </button>
        </output>
      )}
      {frozen && <output className="room-state">The audience is frozen</output>}
      <div className="remote-pad" ref={surface} data-testid="remote-pad">
        <SlideThumb at={at} label="On stage" canvas={canvas} />
        {blank && <span className="remote-blank">The stage is blank</span>}
      </div>
      <p className="remote-place">
        <b>
          {index + 1}/{slides.length}
        </b>{' '}
        {words?.title}
      </p>
      <RemoteCues key={words?.id} cues={cues} />
      <Notes words={words} />
      {refused !== null && <output className="remote-refused">{refused}</output>}
      <footer className="remote-steps">
        <button type="button" data-testid="remote-back" disabled={!live} onClick={() => step(-1)}>
          Back
        </button>
        <button
          type="button"
          aria-pressed={blank}
          disabled={!live}
          onClick={() => void link.remote?.blank(!blank)}
        >
          Blank
        </button>
        <button
          type="button"
          className="is-next"
          data-testid="remote-next"
          disabled={!live}
          onClick={() => step(1)}
        >
          Next
          <small>{next?.title}</small>
        </button>
      </footer>
      <PointerLayer shown={shown} slide={at.slide} />
    </main>
  );
}
