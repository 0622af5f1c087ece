import type { ReactNode } from 'react';
import { useSlide } from '../deck/slide-context.ts';
import { hueOf } from '../look/hue.ts';
import { Box, Labelled } from './marks/boxes.tsx';
import { Drawing, useTall } from './marks/Drawing.tsx';
import { Part } from './marks/Part.tsx';
import { Word } from './marks/Word.tsx';

const KINDS = ['pid', 'mnt', 'user', 'uts', 'ipc', 'net'] as const;
/** Each with the share of its limit that is in use. */
const MEANS = [
  { name: 'CPU', used: 0.62 },
  { name: 'memory', used: 0.4 },
  { name: 'I/O', used: 0.22 },
] as const;

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
      height={474}
      label="A process within three outlines: namespaces, what it sees; cgroups, how much it may use; capabilities, seccomp and AppArmor, what it has access to. Of the namespaces the network namespace is lit."
    >
      <g data-hue={hueOf('1-network-namespace')}>
        <Part from={last} stays>
          <g className="outline is-access">
            <rect x={left(outer) + 2} y={4} width={outer - 4} height={466} rx={22} />
          </g>
          <Limit x={width / 2} y={36} name="capabilities · seccomp · AppArmor">
            what it has access to
          </Limit>
        </Part>
        <Part from={0} stays>
          <g className="outline is-amount">
            <rect x={left(between)} y={76} width={between} height={376} rx={16} />
          </g>
          <Limit x={width / 2} y={106} name="cgroups">
            how much it may use
          </Limit>
          {MEANS.map(({ name, used }, index) => (
            <Meter
              key={name}
              x={left(inner) + (index + 0.5) * (inner / MEANS.length)}
              name={name}
              used={used}
            />
          ))}
        </Part>
        <Box kind="namespace" x={left(inner)} y={146} width={inner} height={232}>
          <Limit x={width / 2} y={175} name="namespaces">
            what it sees
          </Limit>
        </Box>
        <Labelled
          kind="process"
          x={width / 2 - 68}
          y={214}
          width={136}
          height={44}
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
            y={272 + Math.floor(index / 3) * 48}
            lit={last}
          />
        ))}
      </g>
    </Drawing>
  );
}

interface LimitProps {
  readonly x: number;
  readonly y: number;
  readonly name: string;
  readonly children: string;
}

/** A kind of limit, and under its name what it is a limit of. */
function Limit({ x, y, name, children }: LimitProps): ReactNode {
  return (
    <>
      <Word x={x} y={y} size={22} bold anchor="middle">
        {name}
      </Word>
      <Word x={x} y={y + 25} size={20} tone="dim" anchor="middle">
        {children}
      </Word>
    </>
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
    <Labelled kind="stack" lit={chosen} bold={chosen} x={x} y={y} width={100} height={42}>
      {name}
    </Labelled>
  );
}

interface MeterProps {
  /** Of its middle. */
  readonly x: number;
  readonly name: string;
  readonly used: number;
}

/** How much of something is used, of how much may be. */
function Meter({ x, name, used }: MeterProps): ReactNode {
  const width = 96;
  return (
    <g className="meter" transform={`translate(${x} 394)`}>
      <rect className="meter-room" x={-width / 2} width={width} height={16} rx={4} />
      <rect className="meter-used" x={-width / 2} width={width * used} height={16} rx={4} />
      <Word x={0} y={41} size={20} tone="dim" anchor="middle">
        {name}
      </Word>
    </g>
  );
}
