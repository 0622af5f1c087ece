import type { ReactNode } from 'react';
import type { Cue } from '../talk/model.ts';
import { Chip } from './Chip.tsx';

/** The slide's cues in their order. */
export function Chips({ cues }: { readonly cues: readonly Cue[] }): ReactNode {
  return (
    <div className="chips" data-testid="chips">
      {cues.map((cue, index) => (
        <Chip key={cue.id} cue={cue} number={index < 9 ? index + 1 : null} />
      ))}
    </div>
  );
}
