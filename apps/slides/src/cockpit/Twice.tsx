import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';

/** Ms in which the second press means it. */
const SURE = 4_000;

interface Props {
  readonly label: string;
  /** What it says between the presses. */
  readonly sure: string;
  readonly onPress: () => void;
}

/** A button for what can't be taken back: it has to be pressed twice. */
export function Twice({ label, sure, onPress }: Props): ReactNode {
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    if (!asked) return;
    const timer = setTimeout(() => setAsked(false), SURE);
    return () => clearTimeout(timer);
  }, [asked]);
  return (
    <button
      type="button"
      onClick={() => {
        setAsked(!asked);
        if (asked) onPress();
      }}
    >
      {asked ? sure : label}
    </button>
  );
}
