import { useState } from 'react';
import type { ReactNode } from 'react';
import { useStage } from '../app/talk-context.ts';
import { book } from './kiosk.ts';
import { plainOptions, rangeOf, SPEED } from './options.ts';
import type { KioskOptions } from './options.ts';

interface Props {
  readonly onStart: (options: KioskOptions) => void;
}

const STEPS = [1, 2, 3, 4] as const;

/** Asks what to play before anything is driven or reset: somebody may be giving the talk. */
export function KioskStart({ onStart }: Props): ReactNode {
  const [options, setOptions] = useState(plainOptions);
  const driven = useStage((stage) => stage.driver !== null) === true;
  const fault = faultOf(options);
  const set = (part: Partial<KioskOptions>): void => setOptions({ ...options, ...part });
  return (
    <div className="kiosk-card" data-testid="kiosk-start" data-kiosk-control="">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onStart(options);
        }}
      >
        <h1>The talk plays itself</h1>
        <p>
          Every command runs for real, and every result is checked. The labs start clean: what is
          built in them now is lost.
        </p>
        {driven && (
          <p className="kiosk-warning" role="alert">
            Somebody drives the talk just now. Starting takes it over.
          </p>
        )}
        <SlideChoice label="From" value={options.from} onChange={(from) => set({ from })} />
        <SlideChoice label="To" value={options.to} onChange={(to) => set({ to })} />
        <label>
          <span>Only step</span>
          <select
            value={options.step ?? ''}
            onChange={({ target }) =>
              set({ step: target.value === '' ? null : Number(target.value) })
            }
          >
            <option value="">all of the talk</option>
            {STEPS.map((step) => (
              <option key={step} value={step}>
                step {step}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>Speed</span>
          <input
            type="number"
            min={SPEED.slowest}
            max={SPEED.fastest}
            step={0.5}
            value={options.speed}
            onChange={({ target }) => set({ speed: Number(target.value) })}
          />
        </label>
        <label>
          <span>Again and again</span>
          <input
            type="checkbox"
            checked={options.loop}
            onChange={({ target }) => set({ loop: target.checked })}
          />
        </label>
        {fault !== null && (
          <p className="kiosk-warning" role="alert">
            {fault}
          </p>
        )}
        <p className="kiosk-actions">
          <button type="submit" disabled={fault !== null}>
            Start
          </button>
          <a href="/rehearsals">Earlier reports</a>
        </p>
      </form>
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (slide: string | null) => void;
}

function SlideChoice({ label, value, onChange }: ChoiceProps): ReactNode {
  return (
    <label>
      <span>{label}</span>
      <select
        value={value ?? ''}
        onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
      >
        <option value="">{label === 'From' ? 'the first slide' : 'the last slide'}</option>
        {book.slides.map((slide, index) => (
          <option key={slide.id} value={slide.id}>
            {index + 1} · {slide.title}
          </option>
        ))}
      </select>
    </label>
  );
}

function faultOf(options: KioskOptions): string | null {
  if (!(options.speed >= SPEED.slowest && options.speed <= SPEED.fastest))
    return `Speed is from ${SPEED.slowest} to ${SPEED.fastest}.`;
  try {
    rangeOf(book, options);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
