import { useId } from 'react';
import type { ReactNode } from 'react';
import { useMayAct } from '../app/talk-context.ts';
import { useStore } from '../follow/use-store.ts';
import { paceChoice } from '../look/settings.ts';
import type { PaceChoice } from '../look/settings.ts';
import type { Cue } from '../talk/model.ts';
import { Chip } from './Chip.tsx';

const paces: readonly { readonly choice: PaceChoice; readonly label: string }[] = [
  { choice: 'timed', label: '0.6 s a line' },
  { choice: 'key', label: 'by key' },
  { choice: 'plain', label: 'at once' },
];

/** The slide's cues in their order. */
export function Chips({ cues }: { readonly cues: readonly Cue[] }): ReactNode {
  const paced = cues.some((cue) => cue.pace === 'paced');
  const mayAct = useMayAct();
  return (
    <div className="chips" data-testid="chips">
      {cues.map((cue, index) => (
        <Chip key={cue.id} cue={cue} number={index < 9 ? index + 1 : null} />
      ))}
      {paced && mayAct && <PaceSelector />}
    </div>
  );
}

function PaceSelector(): ReactNode {
  const group = useId();
  const chosen = useStore(paceChoice, (value) => value);
  return (
    <fieldset className="pace" data-testid="pace">
      <legend>Scripts run</legend>
      {paces.map(({ choice, label }) => (
        <label key={choice}>
          <input
            type="radio"
            name={group}
            value={choice}
            checked={choice === chosen}
            onChange={() => paceChoice.set(choice)}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
