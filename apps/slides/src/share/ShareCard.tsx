import type { ReactNode } from 'react';
import { useRoom } from '../room/use-room.ts';
import { OnlyHere } from './OnlyHere.tsx';
import { QrCode } from './QrCode.tsx';
import { scanned, typed } from './share-address.ts';

/** The talk's address to scan and to type, for a slide and for the overlay. */
export function ShareCard({ small = false }: { readonly small?: boolean }): ReactNode {
  const share = useRoom((room) => room.share);
  if (!share || share.url === '') return null;
  const address = typed(share.url);
  return (
    <figure className={small ? 'share-card is-small' : 'share-card'} data-testid="share-card">
      <QrCode text={scanned(share)} label={`QR code that leads to ${address}`} />
      <figcaption>
        <span className="share-lead">Follow on your phone</span>
        <span className="share-address">{address}</span>
        {share.code !== null && (
          <span className="share-code">
            Code <b>{share.code}</b>
          </span>
        )}
        <OnlyHere />
      </figcaption>
    </figure>
  );
}
