import { useEffect, useState } from 'react';
import { recordingOf } from './recording.ts';
import type { Recording } from './recording.ts';

/** What was recorded of a step; null until it is there, and where nothing was. */
export function useRecording(step: number | null): Recording | null {
  const [loaded, setLoaded] = useState<{ step: number; recording: Recording | null } | null>(null);
  useEffect(() => {
    if (step === null) return;
    let gone = false;
    void recordingOf(step).then((recording) => {
      if (!gone) setLoaded({ step, recording });
    });
    return () => {
      gone = true;
    };
  }, [step]);
  return loaded !== null && loaded.step === step ? loaded.recording : null;
}
