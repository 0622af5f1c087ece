import type { ReactNode } from 'react';

export type Spot = readonly [x: number, y: number];

function pathOf(points: readonly Spot[]): string {
  return points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
}

/** An interface: a port that sits on the border of the box that owns it. */
export function Port({
  at: [x, y],
  lit = false,
}: {
  readonly at: Spot;
  readonly lit?: boolean;
}): ReactNode {
  return (
    <g className="element kind-port" data-state="up" data-lit={lit}>
      <rect className="shape" x={x - 7} y={y - 7} width={14} height={14} rx={2.5} />
    </g>
  );
}

interface CableProps {
  readonly points: readonly Spot[];
  /** As in the live diagram: a tunnel is dotted, because it leads through processes. */
  readonly kind?: 'veth' | 'uplink' | 'tunnel';
  readonly lit?: boolean;
}

/** A cable with a plug at each end; a tunnel has none of its own. */
export function Cable({ points, kind = 'veth', lit = false }: CableProps): ReactNode {
  const [first] = points;
  const last = points.at(-1);
  return (
    <>
      <g className="element kind-cable" data-cable={kind} data-state="live" data-lit={lit}>
        <path
          className="shape"
          pathLength={kind === 'tunnel' ? undefined : 100}
          d={pathOf(points)}
        />
      </g>
      {kind !== 'tunnel' && first && <Port at={first} lit={lit} />}
      {kind === 'veth' && last && <Port at={last} lit={lit} />}
    </>
  );
}

interface ArrowProps {
  readonly points: readonly Spot[];
  readonly tone: 'ink' | 'dim' | 'good' | 'bad' | 'busy' | 'request' | 'reply';
  /** In a tunnel. */
  readonly dotted?: boolean;
}

const HEAD = 15;

/** The way of a packet, with its direction. */
export function Arrow({ points, tone, dotted = false }: ArrowProps): ReactNode {
  const tip = points.at(-1);
  const before = points.at(-2);
  if (!tip || !before) return null;
  const turn = (Math.atan2(tip[1] - before[1], tip[0] - before[0]) * 180) / Math.PI;
  const length = Math.hypot(tip[0] - before[0], tip[1] - before[1]);
  // The line ends within the head, or its blunt end would stick out of the point.
  const share = Math.max(0, (length - HEAD + 3) / length);
  const end: Spot = [
    before[0] + (tip[0] - before[0]) * share,
    before[1] + (tip[1] - before[1]) * share,
  ];
  return (
    <g className={`arrow arrow-${tone}`} data-dotted={dotted}>
      <path className="arrow-line" d={pathOf([...points.slice(0, -1), end])} />
      <path
        className="arrow-head"
        d={`M0 0L${-HEAD} -8.5V8.5Z`}
        transform={`translate(${tip[0]} ${tip[1]}) rotate(${turn})`}
      />
    </g>
  );
}
