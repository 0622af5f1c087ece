import { useState } from 'react';
import type { ReactNode } from 'react';

interface Props {
  readonly text: string;
  readonly className?: string;
}

/** A cell that lights up once when what it says changes. */
export function Cell({ text, className }: Props): ReactNode {
  const [seen, setSeen] = useState({ text, changes: 0 });
  if (seen.text !== text) setSeen({ text, changes: seen.changes + 1 });
  return (
    <td className={className}>
      <span key={seen.changes} data-lit={seen.changes > 0}>
        {text}
      </span>
    </td>
  );
}
