import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useStore } from '../follow/use-store.ts';
import { singleKeys } from '../look/settings.ts';
import { switchTheme } from '../look/theme.ts';
import { FILL_KEY, LEAVE_KEY, NEW_KEY } from '../terminal/terminal-keys.ts';
import { useTalk } from './talk-context.ts';

interface Line {
  readonly keys: readonly string[];
  readonly does: string;
  readonly stage?: true;
  readonly audience?: true;
}

const lines: readonly Line[] = [
  { keys: ['→', '↓', 'Space', 'PageDown'], does: 'on; PageDown also from within a terminal' },
  { keys: ['←', '↑', 'PageUp'], does: 'back' },
  { keys: ['Esc'], does: 'to where the presenter is' },
  { keys: ['1', '…', '9'], does: "run the slide's commands", stage: true },
  { keys: ['.'], does: 'next line of a script that waits for it', stage: true },
  { keys: ['r'], does: 'run the next lit line of a script, alone', stage: true },
  { keys: ['t'], does: 'type in the terminal; of two, in one and then in the other', stage: true },
  { keys: [LEAVE_KEY], does: 'leave the terminal', stage: true },
  { keys: [NEW_KEY], does: 'a new terminal in the place of the one used last', stage: true },
  { keys: [FILL_KEY], does: 'a terminal fills the slide, and goes back' },
  { keys: ['+', '-'], does: 'larger or smaller letters in the terminals', stage: true },
  { keys: ['l'], does: 'laser: move to point, click or drag to light', stage: true },
  { keys: ['b'], does: 'blank the screen, for all', stage: true },
  { keys: ['s'], does: 'the address to follow, as a QR code' },
  { keys: ['q'], does: 'ask a question', audience: true },
  { keys: ['d'], does: 'light or dark' },
  { keys: ['f'], does: 'full screen' },
  { keys: ['?'], does: 'this list' },
];

export function Help({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { link } = useTalk();
  const letters = useStore(singleKeys, (value) => value);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog className="help" ref={dialog} onClose={onClose} aria-labelledby="help-title">
      <h2 id="help-title">Keys</h2>
      <dl>
        {lines
          .filter((line) => line.stage !== true || link.role === 'stage')
          .filter((line) => line.audience !== true || link.role === 'audience')
          .map(({ keys, does }) => (
            <div key={does}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
      </dl>
      <label className="help-letters">
        <input
          type="checkbox"
          checked={letters}
          onChange={(event) => singleKeys.set(event.target.checked)}
        />
        Letters, digits and signs are shortcuts (switch off if you dictate to this browser)
      </label>
      <form method="dialog">
        <button type="button" onClick={switchTheme}>
          Light or dark
        </button>{' '}
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
}
