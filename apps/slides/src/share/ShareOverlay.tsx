import type { ReactNode } from 'react';
import { ShareCard } from './ShareCard.tsx';

/** The address over the whole slide, legible from the last row. */
export function ShareOverlay({ onClose }: { readonly onClose: () => void }): ReactNode {
  return (
    <div className="overlay share-overlay" data-testid="share-overlay">
      <ShareCard />
      <button type="button" className="overlay-close" onClick={onClose}>
        Close <kbd>s</kbd>
      </button>
    </div>
  );
}
