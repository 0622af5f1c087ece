import type { ReactNode } from 'react';

// Drawn: no font that the deck ships has these signs.
const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 2 } as const;

/** A target: the laser pointer. */
export function PointerIcon(): ReactNode {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" {...line}>
      <circle cx="10" cy="10" r="5" />
      <path d="M10 1v5M10 14v5M1 10h5M14 10h5" />
    </svg>
  );
}

/** The corners of a QR code: the address to follow at. */
export function ShareIcon(): ReactNode {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" {...line}>
      <path d="M2 2h6v6H2zM12 2h6v6h-6zM2 12h6v6H2zM12 12h2v2M18 12v6h-6M16 15v1" />
    </svg>
  );
}
