import type { ReactNode } from 'react';
import type { Cue } from '../talk/model.ts';
import { Chip } from './Chip.tsx';

interface Props {
  readonly cues: readonly Cue[];
  /** Places in the row, when more chips come with later fragments. */
  readonly places?: number;
}

/** The slide's cues in their order, in one row. */
export function Chips({ cues, places = cues.length }: Props): ReactNode {
  return (
    <div className="chips" data-testid="chips" data-places={places}>
      {cues.map((cue, index) => (
        <Chip key={cue.id} cue={cue} number={index < 9 ? index + 1 : null} />
      ))}
    </div>
  );
}
