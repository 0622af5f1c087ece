import type { ReactNode } from 'react';
import { useSlide } from '../deck/slide-context.ts';
import { Box, Labelled } from './marks/boxes.tsx';
import { Drawing, useTall } from './marks/Drawing.tsx';
import { Part } from './marks/Part.tsx';
import { Word } from './marks/Word.tsx';

const KINDS = ['pid', 'mnt', 'user', 'uts', 'ipc', 'net'] as const;
const MEANS = ['CPU', 'memory', 'I/O'] as const;

/** One process within three outlines, each of them a kind of limit. */
export function Container(): ReactNode {
  const tall = useTall();
  // Widths of the three outlines, outermost first, around the same middle.
  const width = tall ? 420 : 740;
  const [outer, between, inner] = tall ? [420, 372, 324] : [740, 600, 430];
  const left = (of: number) => (width - of) / 2;
  const last = 1;
  return (
    <Drawing
      width={width}
      height={500}
      label="A process within three outlines: namespaces, what it sees; cgroups, how much it may use; capabilities, seccomp and AppArmor, what it has access to. Of the namespaces the network namespace is lit."
    >
      <g data-hue="blue">
        <Part from={last} stays>
          <g className="outline is-access">
            <rect x={left(outer) + 2} y={4} width={outer - 4} height={492} rx={22} />
          </g>
          <Word x={width / 2} y={38} size={22} bold anchor="middle">
            capabilities · seccomp · AppArmor
          </Word>
          <Word x={width / 2} y={484} size={20} tone="dim" anchor="middle">
            what it has access to
          </Word>
        </Part>
        <Part from={0} stays>
          <g className="outline is-amount">
            <rect x={left(between)} y={56} width={between} height={400} rx={16} />
          </g>
          <Word x={width / 2} y={87} size={22} bold anchor="middle">
            cgroups
          </Word>
          {MEANS.map((name, index) => (
            <Meter
              key={name}
              x={left(inner) + index * (inner / 3)}
              name={name}
              full={[0.62, 0.4, 0.22][index] ?? 0}
            />
          ))}
        </Part>
        <Box kind="namespace" x={left(inner)} y={104} width={inner} height={268}>
          <Word x={width / 2} y={136} size={22} bold anchor="middle">
            namespaces
          </Word>
          <Word x={width / 2} y={164} size={20} tone="dim" anchor="middle">
            what it sees
          </Word>
        </Box>
        <Labelled
          kind="process"
          x={width / 2 - 68}
          y={184}
          width={136}
          height={52}
          bold
          mono={false}
        >
          process
        </Labelled>
        {KINDS.map((name, index) => (
          <Kind
            key={name}
            name={name}
            x={width / 2 - 156 + (index % 3) * 106}
            y={256 + Math.floor(index / 3) * 54}
            lit={last}
          />
        ))}
      </g>
    </Drawing>
  );
}

interface KindProps {
  readonly name: (typeof KINDS)[number];
  readonly x: number;
  readonly y: number;
  /** The fragment that lights the one kind which this talk is about. */
  readonly lit: number;
}

function Kind({ name, x, y, lit }: KindProps): ReactNode {
  const { fragment } = useSlide();
  const chosen = name === 'net' && fragment >= lit;
  return (
    <Labelled kind="stack" lit={chosen} bold={chosen} x={x} y={y} width={100} height={44}>
      {name}
    </Labelled>
  );
}

/** How much of something is used, of how much may be. */
function Meter({
  x,
  name,
  full,
}: {
  readonly x: number;
  readonly name: string;
  readonly full: number;
}): ReactNode {
  return (
    <g className="meter" transform={`translate(${x + 6} 384)`}>
      <rect className="meter-room" width={100} height={16} rx={4} />
      <rect className="meter-used" width={100 * full} height={16} rx={4} />
      <Word x={0} y={42} size={20} tone="dim">
        {name}
      </Word>
    </g>
  );
}
