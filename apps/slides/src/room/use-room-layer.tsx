import { useCallback, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { useTalk } from '../app/talk-context.ts';
import { AskSheet } from '../questions/AskSheet.tsx';
import { ShownQuestion } from '../questions/ShownQuestion.tsx';
import { ShareOverlay } from '../share/ShareOverlay.tsx';
import type { Shown } from './anchor.ts';
import { Blank } from './Blank.tsx';
import { PointerLayer } from './PointerLayer.tsx';
import { RoomBar } from './RoomBar.tsx';
import { usePointing } from './use-pointing.ts';
import { useRoomKeys } from './use-room-keys.ts';
import { useRoom } from './use-room.ts';

interface Options {
  /** The whole page, on which the presenter points. */
  readonly page: RefObject<HTMLElement | null>;
  readonly slide: string | undefined;
  readonly flow: boolean;
}

interface RoomLayer {
  /** What lies over the deck. */
  readonly layer: ReactNode;
  /** What stands in the bar. */
  readonly bar: ReactNode;
  /** Lays the address over the deck, or takes it away again. */
  readonly share: () => void;
  /** Whether the pointer is a laser. */
  readonly laser: boolean;
}

/** The room on the pages that show the deck: on stage and in the audience. */
export function useRoomLayer({ page, slide, flow }: Options): RoomLayer {
  const { link } = useTalk();
  const showing = useRoom((room) => room.showing);
  const [sharing, setSharing] = useState(false);
  const [asking, setAsking] = useState(false);
  const [laser, setLaser] = useState(false);
  const { actions } = link;
  const shared = actions ? showing?.kind === 'share' : sharing;

  const shown = useCallback(() => shownOn(page, flow), [page, flow]);

  function share(on: boolean): void {
    if (actions) void actions.show({ kind: on ? 'share' : 'nothing' });
    else setSharing(on);
  }

  useRoomKeys({
    share: () => share(!shared),
    ask: actions ? null : () => setAsking(true),
    laser: actions ? () => setLaser(!laser) : null,
    leave: shared ? () => share(false) : laser ? () => setLaser(false) : null,
  });
  usePointing({ surface: page, shown, slide, on: laser });

  return {
    share: () => share(!shared),
    laser,
    layer: (
      <div className="room">
        <PointerLayer shown={shown} slide={slide} />
        {showing?.kind === 'question' && (
          <ShownQuestion
            question={showing.question}
            onClose={actions && (() => void actions.show({ kind: 'nothing' }))}
          />
        )}
        {shared && <ShareOverlay onClose={() => share(false)} />}
        <Blank />
        {asking && <AskSheet onClose={() => setAsking(false)} />}
      </div>
    ),
    bar: (
      <RoomBar
        laser={laser}
        onLaser={actions && (() => setLaser(!laser))}
        onShare={() => share(!shared)}
        onAsk={() => setAsking(true)}
      />
    ),
  };
}

/** The slides next to the one that is shown are there as well, with the same parts in them. */
function shownOn(page: Options['page'], flow: boolean): Shown | null {
  const root = page.current?.querySelector('section.present');
  return root ? { root, canvas: flow ? null : root.getBoundingClientRect() } : null;
}
