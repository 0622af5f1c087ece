import type { ReactNode } from 'react';

interface Props {
  /** Null when there is no address to show. */
  readonly bits: readonly boolean[] | null;
  /** How many of them are the prefix. */
  readonly length: number;
  /** Bits that the prefix should have; those that differ are marked. */
  readonly like: readonly boolean[] | null;
}

/** An address bit by bit: the prefix filled, the host's part hollow. */
export function Bits({ bits, length, like }: Props): ReactNode {
  const cells = Array.from({ length: 32 }, (_, at) => ({ at, bit: bits?.[at] ?? null }));
  return (
    <span className="bits" aria-hidden="true">
      {cells.map(({ bit, at }) => {
        const differs = bit !== null && at < length && like !== null && like[at] !== bit;
        return (
          <span key={at} data-part={at < length ? 'prefix' : 'host'} data-differs={differs}>
            {bit === null ? '' : Number(bit)}
          </span>
        );
      })}
    </span>
  );
}
