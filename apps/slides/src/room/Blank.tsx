import type { ReactNode } from 'react';
import { useRoom } from './use-room.ts';

/** Black, while the presenter wants nobody to look at the screen. */
export function Blank(): ReactNode {
  const blank = useRoom((room) => room.blank) === true;
  if (!blank) return null;
  return (
    <output className="blank" data-testid="blank">
      <span className="sr-only">The presenter has blanked the screen.</span>
    </output>
  );
}
