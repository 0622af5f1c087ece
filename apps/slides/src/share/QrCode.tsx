import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { encode } from 'uqr';

interface Props {
  readonly text: string;
  /** What a phone finds in it, for those who can't see it. */
  readonly label: string;
}

/** A QR code: ink on white in both themes, because many readers know no other. */
export function QrCode({ text, label }: Props): ReactNode {
  const { size, path } = useMemo(() => {
    // Four modules of quiet are part of the code: without them readers miss it.
    const { size, data } = encode(text, { ecc: 'M', border: 4 });
    return { size, path: pathOf(data) };
  }, [text]);
  return (
    <svg
      className="qr-code"
      role="graphics-symbol"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
    >
      <rect width={size} height={size} rx={2.5} />
      <path d={path} shapeRendering="crispEdges" />
    </svg>
  );
}

/** Each run of dark modules of a row as one rectangle. */
function pathOf(rows: readonly (readonly boolean[])[]): string {
  return rows
    .map((row, y) =>
      row
        .map((dark, x) => {
          if (!dark || row[x - 1] === true) return '';
          const end = row.indexOf(false, x);
          return `M${x} ${y}h${(end < 0 ? row.length : end) - x}v1H${x}z`;
        })
        .join(''),
    )
    .join('');
}
