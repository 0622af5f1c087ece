import { useEffect, useMemo } from 'react';
import type { ReactNode } from 'react';
import { useMeasure } from '../diagram/use-measure.ts';
import { useRecording } from '../recorded/use-recording.ts';
import { PlateView } from './PlateView.tsx';
import { platesOf } from './plates.ts';

interface Props {
  readonly step: number;
  readonly phone: boolean;
}

/** One step: all of its lines, and the network after each. */
export function StepPlates({ step, phone }: Props): ReactNode {
  const recording = useRecording(step);
  const measure = useMeasure();
  const plates = useMemo(
    () => (recording && measure !== undefined ? platesOf(step, recording, phone, measure) : null),
    [step, recording, measure, phone],
  );
  const nodes = plates?.at(-1)?.nodes ?? [];

  useEffect(() => {
    // What the address names is there only now.
    const { hash } = window.location;
    if (plates && hash.startsWith(`#${step}/`))
      document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [plates, step]);

  return (
    <section className="gallery-step" id={String(step)} aria-label={`Step ${step}`}>
      <h2>
        Step {step} <small>{nodes.join(' · ')}</small>
      </h2>
      {plates?.map((plate) => (
        <PlateView key={plate.name} plate={plate} step={step} phone={phone} />
      ))}
    </section>
  );
}
