import type { ReactNode } from 'react';
import { Labelled } from './marks/boxes.tsx';
import { Drawing, useTall } from './marks/Drawing.tsx';
import { Arrow, Cable, Port } from './marks/lines.tsx';
import { Packet } from './marks/Packet.tsx';
import { Word } from './marks/Word.tsx';

/** Two segments and the router between: the packet stays, the frame around it does not. */
export function Layers(): ReactNode {
  const tall = useTall();
  return (
    <Drawing
      width={tall ? 340 : 760}
      height={tall ? 1010 : 490}
      label="A packet goes from host A by a router to host D. Its addresses stay the same; on each segment it is in another frame, from A to the router and from the router to D, and the router takes one off its TTL."
    >
      <Segment hosts={['A', 'B']} prefix="10.1.0.0/24" frame="MAC A → MAC router" ttl={64} />
      <g transform={tall ? 'translate(0 550)' : 'translate(420 0)'}>
        <Segment hosts={['C', 'D']} prefix="10.2.0.0/24" frame="MAC router → MAC D" ttl={63} />
      </g>
      {tall ? (
        <>
          <Arrow
            points={[
              [60, 446],
              [60, 534],
            ]}
            tone="busy"
          />
          <Labelled kind="outside" mono={false} bold x={105} y={458} width={130} height={58}>
            router
          </Labelled>
        </>
      ) : (
        <>
          <Cable
            points={[
              [340, 118],
              [420, 118],
            ]}
            kind="uplink"
          />
          <Labelled
            kind="outside"
            mono={false}
            bold
            size={21}
            x={334}
            y={84}
            width={92}
            height={68}
          >
            router
          </Labelled>
          <Port at={[334, 118]} />
          <Port at={[426, 118]} />
          <Arrow
            points={[
              [346, 330],
              [414, 330],
            ]}
            tone="busy"
          />
          <Word x={380} y={312} size={20} anchor="middle" tone="busy" bold>
            TTL −1
          </Word>
        </>
      )}
    </Drawing>
  );
}

interface SegmentProps {
  readonly hosts: readonly [string, string];
  readonly prefix: string;
  readonly frame: string;
  readonly ttl: number;
}

function Segment({ hosts, prefix, frame, ttl }: SegmentProps): ReactNode {
  return (
    <>
      {hosts.map((host, index) => (
        <g key={host}>
          <Cable
            points={[
              [70 + index * 160, 62],
              [70 + index * 160, 102],
            ]}
            kind="uplink"
          />
          <Labelled
            kind="outside"
            mono={false}
            bold
            size={24}
            x={20 + index * 160}
            y={6}
            width={100}
            height={56}
          >
            {host}
          </Labelled>
          <Port at={[70 + index * 160, 62]} />
        </g>
      ))}
      <Labelled kind="bus" x={0} y={102} width={340} height={34}>
        {prefix}
      </Labelled>
      <Packet kind="frame" x={10} y={236} width={320} height={200} lines={[frame]} size={22}>
        <Packet
          x={30}
          y={326}
          width={280}
          height={92}
          lines={['10.1.0.5 → 10.2.0.7', `TTL ${ttl}`]}
          size={22}
        />
      </Packet>
      <Word x={10} y={216} size={20} tone="dim">
        the frame on this segment
      </Word>
    </>
  );
}
