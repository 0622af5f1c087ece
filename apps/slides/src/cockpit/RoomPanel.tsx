import type { ReactNode } from 'react';
import { useTalk } from '../app/talk-context.ts';
import { useStore } from '../follow/use-store.ts';
import { useRoom } from '../room/use-room.ts';
import { ShareCard } from '../share/ShareCard.tsx';
import { lagWords } from './lag-words.ts';
import { PairPhone } from './PairPhone.tsx';
import { Twice } from './Twice.tsx';

/** Who is there, how they come in, and the phones that steer. */
export function RoomPanel(): ReactNode {
  const { link } = useTalk();
  const desk = useStore(link.room.desk, (value) => value?.desk ?? null);
  const shared = useRoom((room) => room.showing.kind === 'share') === true;
  const { actions } = link;
  return (
    <div className="room-panel" data-testid="room-panel">
      {desk && (
        <p className="room-lag">
          {lagWords(desk.lag)}
          {desk.lag.silent > 0 && ` · ${desk.lag.silent} do not answer`}
        </p>
      )}
      <h3>Phone as a remote</h3>
      {/* Anew with each phone that is paired: it has used up the link that was shown. */}
      <PairPhone key={desk?.paired} />
      {desk && desk.remotes > 0 && (
        <p className="room-remotes">
          {desk.remotes === 1 ? '1 phone is here. ' : `${desk.remotes} phones are here. `}
          <Twice label="Unpair all" sure="Sure?" onPress={() => void actions?.unpair()} />
        </p>
      )}
      <h3>The audience</h3>
      <ShareCard small />
      <button
        type="button"
        aria-pressed={shared}
        onClick={() => void actions?.show({ kind: shared ? 'nothing' : 'share' })}
      >
        {shared ? 'Take it off the stage' : 'Show it on the stage'}
      </button>
    </div>
  );
}
