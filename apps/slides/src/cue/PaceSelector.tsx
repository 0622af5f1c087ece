import { useId } from 'react';
import type { ReactNode } from 'react';
import { useStore } from '../follow/use-store.ts';
import { paceChoice } from '../look/settings.ts';
import type { PaceChoice } from '../look/settings.ts';

const paces: readonly { readonly choice: PaceChoice; readonly label: string }[] = [
  { choice: 'timed', label: '0.6 s a line' },
  { choice: 'key', label: 'by key' },
  { choice: 'plain', label: 'at once' },
];

/** How scripts wait for the diagram after each of their lines. */
export function PaceSelector(): ReactNode {
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
