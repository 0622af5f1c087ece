import type { ReactNode } from 'react';
import { DiagramPane } from '../diagram/DiagramPane.tsx';
import { OnlyHere } from '../share/OnlyHere.tsx';
import { QrCode } from '../share/QrCode.tsx';
import { Words } from '../slides/Words.tsx';
import { STEP_4_A, STEP_4_B } from '../talk/words/nodes.ts';
import type { PictureProps } from './Comparison.tsx';
import { repository } from './repository.ts';
import { useRoom } from '../room/use-room.ts';
import { typed } from '../share/share-address.ts';

const LAST = [STEP_4_A, STEP_4_B];

/** Where to get all of this, and the network of the last step as it stands now. */
export function End({ words }: PictureProps): ReactNode {
  const share = useRoom((room) => room.share);
  const address = repository ?? share?.url ?? `${window.location.origin}/`;
  return (
    <div className="end">
      <div className="end-words">
        {words.body.map((block) => (
          <Words key={JSON.stringify(block)} block={block} />
        ))}
        <div className="end-address">
          <p>
            {repository === null && <span className="end-what">this talk, while it runs</span>}
            <a href={address}>{typed(address)}</a>
            {repository === null && <OnlyHere />}
          </p>
          <QrCode text={address} label={`QR code of ${address}`} />
        </div>
      </div>
      <DiagramPane nodes={LAST} step={4} />
    </div>
  );
}
