import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useMedia } from '../deck/use-media.ts';
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

const gestures = [
  ['swipe left', 'to what comes next'],
  ['swipe right', 'back'],
  ['two fingers apart', 'enlarge what is shown'],
] as const;

interface Props {
  readonly onClose: () => void;
  /** Shows the address; null where another place on the page does. */
  readonly onShare?: (() => void) | null;
}

/** What keys and fingers do, and what a phone's bar has no room for. */
export function Help({ onClose, onShare = null }: Props): ReactNode {
  const fingers = useMedia('(pointer: coarse)');
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog className="help" ref={dialog} onClose={onClose} aria-labelledby="help-title">
      <h2 id="help-title">{fingers ? 'Fingers' : 'Keys'}</h2>
      {fingers ? <Gestures /> : <Keys />}
      <form method="dialog">
        {onShare && (
          <button type="submit" onClick={onShare}>
            Share the address
          </button>
        )}
        <button type="button" onClick={switchTheme}>
          Light or dark
        </button>
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
}

function Gestures(): ReactNode {
  return (
    <dl>
      {gestures.map(([gesture, does]) => (
        <div key={gesture}>
          <dt>{gesture}</dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  );
}

function Keys(): ReactNode {
  const { link } = useTalk();
  const letters = useStore(singleKeys, (value) => value);
  return (
    <>
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
    </>
  );
}
