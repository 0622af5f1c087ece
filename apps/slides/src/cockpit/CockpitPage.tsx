import '../look/cockpit.css';
import { stepFrom } from '@netstage/protocol';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Help } from '../app/Help.tsx';
import { useTalk } from '../app/talk-context.ts';
import { useKeys } from '../app/use-keys.ts';
import { Because } from '../cue/Because.tsx';
import { Chips } from '../cue/Chips.tsx';
import type { DeckSteps } from '../deck/TalkDeck.tsx';
import type { Follower } from '../follow/follower.ts';
import { useStore } from '../follow/use-store.ts';
import type { Shown } from '../room/anchor.ts';
import { PointerLayer } from '../room/PointerLayer.tsx';
import { usePointing } from '../room/use-pointing.ts';
import { useRoomKeys } from '../room/use-room-keys.ts';
import { useRoom } from '../room/use-room.ts';
import { talk as slides } from '../slides/talk.ts';
import { stepOf } from '../talk/model.ts';
import { CockpitBar, Controls } from './CockpitBar.tsx';
import { LabPanel } from './LabPanel.tsx';
import { NextSlide } from './NextSlide.tsx';
import { Notes } from './Notes.tsx';
import { Outline } from './Outline.tsx';
import { Panels } from './Panels.tsx';
import { QuestionsPanel } from './QuestionsPanel.tsx';
import { RoomPanel } from './RoomPanel.tsx';
import { Shells } from './Shells.tsx';
import { SlideThumb } from './SlideThumb.tsx';

const beginning = { slide: slides[0]?.id ?? '', fragment: -1 };

/** The speaker's desk: what is shown and what comes, what to say, the time, the lab, the room. */
export function CockpitPage(): ReactNode {
  const { follower, link } = useTalk();
  const target = useStore(follower.following, (following) => following.target);
  const mode = useStore(follower.following, (following) => following.mode);
  const questions = useRoom((room) => room.questions) ?? 0;
  const shared = useRoom((room) => room.showing.kind === 'share') === true;
  const lit = useRoom((room) => room.highlight !== null) === true;
  const [help, setHelp] = useState(false);
  const [laser, setLaser] = useState(false);
  const steps = useMemo(() => stepsOf(follower), [follower]);
  const toggleHelp = useCallback(() => setHelp((open) => !open), []);
  const stageOf = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLDivElement>(null);
  const shown = useCallback((): Shown | null => {
    const root = canvas.current;
    return root && { root, canvas: root.getBoundingClientRect() };
  }, []);
  const at = target ?? beginning;
  const index = slides.findIndex(({ id }) => id === at.slide);
  const words = slides[index];

  useKeys(steps, toggleHelp);
  useRoomKeys({
    share: () => void link.actions?.show({ kind: shared ? 'nothing' : 'share' }),
    ask: null,
    laser: () => setLaser(!laser),
    leave: laser ? () => setLaser(false) : null,
  });
  usePointing({ surface: stageOf, shown, slide: at.slide, on: laser });
  useEffect(() => {
    document.title = 'Cockpit – Container networking from scratch';
    document.documentElement.classList.add('of-cockpit');
    return () => document.documentElement.classList.remove('of-cockpit');
  }, []);

  const live = words?.stage.kind === 'live' && words.stage.terminals.length > 0;
  const cues = words?.cues.filter((cue) => cue.fragment <= at.fragment || cue.fragment < 0) ?? [];
  return (
    <main
      className={`cockpit ${live ? 'is-live' : 'is-told'}`}
      data-testid="cockpit"
      data-slide={at.slide}
      data-fragment={at.fragment}
      data-mode={mode}
    >
      <CockpitBar slide={words?.id} onHelp={toggleHelp} />
      <div className="cockpit-now">
        <div className="now-stage" data-laser={laser || undefined} ref={stageOf}>
          <SlideThumb at={at} label="On stage" canvas={canvas} />
          {lit && (
            <button
              type="button"
              className="light-out"
              onClick={() => link.actions?.highlight(null)}
            >
              Light out
            </button>
          )}
        </div>
        <Controls
          steps={steps}
          place={`${index + 1} / ${slides.length}`}
          laser={laser}
          onLaser={() => setLaser(!laser)}
        />
        {/* `present`: the deck's keys act on what is in here, not on the small slide. */}
        <section className="now-hands present" aria-label="Commands and terminals">
          {cues.length > 0 && (
            <div className="now-cues">
              <Chips cues={cues} />
              <Because cues={cues} />
            </div>
          )}
          {words && live && <Shells key={words.id} words={words} />}
        </section>
        {!live && <Outline slide={words?.id} />}
      </div>
      <Notes words={words} />
      <NextSlide step={stepFrom(slides, at, 1)} words={words} next={slides[index + 1]} />
      <Panels
        panels={[
          {
            id: 'lab',
            title: 'Lab',
            content: <LabPanel step={words ? stepOf(words.section) : null} />,
          },
          {
            id: 'questions',
            title: questions > 0 ? `Questions (${questions})` : 'Questions',
            content: <QuestionsPanel />,
          },
          { id: 'room', title: 'Room', content: <RoomPanel /> },
          { id: 'slides', title: 'Slides', content: <Outline slide={words?.id} /> },
        ]}
      />
      <PointerLayer shown={shown} slide={at.slide} />
      {help && <Help onClose={toggleHelp} />}
    </main>
  );
}

/** The cockpit has no deck of its own to step: it goes where the deck would. */
function stepsOf(follower: Follower): DeckSteps {
  const from = () => follower.following.get().target ?? beginning;
  return {
    next: () => follower.go(stepFrom(slides, from(), 1)),
    previous: () => follower.go(stepFrom(slides, from(), -1)),
    first: () => follower.go(beginning),
    last: () => follower.go({ slide: slides.at(-1)?.id ?? '', fragment: -1 }),
  };
}
