import type { Measure } from '@netstage/topology';
import { useEffect, useState } from 'react';
import { measureReady } from './measure.ts';

/** Undefined until the fonts are there; null where the browser has no canvas to measure with. */
export function useMeasure(): Measure | null | undefined {
  const [measure, setMeasure] = useState<{ readonly by: Measure | null } | null>(null);
  useEffect(() => {
    let gone = false;
    void measureReady().then((by) => {
      if (!gone) setMeasure({ by });
    });
    return () => {
      gone = true;
    };
  }, []);
  return measure ? measure.by : undefined;
}
