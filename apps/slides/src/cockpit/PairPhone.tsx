import { remoteOfferSchema } from '@netstage/protocol';
import type { RemoteOffer } from '@netstage/protocol';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useRoom } from '../room/use-room.ts';
import { QrCode } from '../share/QrCode.tsx';

/** A link for one phone, as a QR code, while it lasts. */
export function PairPhone(): ReactNode {
  const reach = useRoom((room) => room.share.reach);
  const [offer, setOffer] = useState<RemoteOffer | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);

  useEffect(() => {
    if (!offer) return;
    const timer = setTimeout(() => setOffer(null), offer.lasts);
    return () => clearTimeout(timer);
  }, [offer]);

  async function pair(): Promise<void> {
    setTrouble(null);
    try {
      const response = await fetch('/api/remote', { method: 'POST' });
      if (!response.ok) throw new Error(`the hub answered ${response.status}`);
      setOffer(remoteOfferSchema.parse(await response.json()));
    } catch (error) {
      setTrouble(
        `No link could be made: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  if (offer)
    return (
      <div className="pair" data-testid="pair">
        <QrCode text={offer.url} label="QR code that pairs a phone" />
        <p>
          Scan it with your phone. It works once, within five minutes.
          {reach === 'machine' && ' This hub can be reached from this machine only.'}
        </p>
        <a href={offer.url} className="sr-only">
          Open the link here instead
        </a>
        <button type="button" onClick={() => setOffer(null)}>
          Done
        </button>
      </div>
    );
  return (
    <>
      <button type="button" data-testid="pair-phone" onClick={() => void pair()}>
        Pair a phone
      </button>
      {trouble !== null && <output className="panel-trouble">{trouble}</output>}
    </>
  );
}
