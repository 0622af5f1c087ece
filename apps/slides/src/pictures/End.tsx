import type { ReactNode } from 'react';
import { DiagramPane } from '../diagram/DiagramPane.tsx';
import { QrCode } from '../share/QrCode.tsx';
import { Words } from '../slides/Words.tsx';
import { STEP_4_A, STEP_4_B } from '../talk/words/nodes.ts';
import type { PictureProps } from './Comparison.tsx';
import { repository } from './repository.ts';
import { useAudienceUrl } from './use-audience-url.ts';
import { withoutScheme } from './without-scheme.ts';

const LAST = [STEP_4_A, STEP_4_B];

/** Where to get all of this, and the network of the last step as it stands now. */
export function End({ words }: PictureProps): ReactNode {
  const audience = useAudienceUrl();
  const address = repository ?? audience;
  return (
    <div className="end">
      <div className="end-words">
        {words.body.map((block) => (
          <Words key={JSON.stringify(block)} block={block} />
        ))}
        <div className="end-address">
          <QrCode text={address} label={`QR code of ${address}`} />
          <a href={address}>{withoutScheme(address)}</a>
        </div>
      </div>
      <DiagramPane nodes={LAST} step={4} />
    </div>
  );
}
