import type { ReactNode } from 'react';
import { Box, Labelled } from './marks/boxes.tsx';
import { Drawing, useTall } from './marks/Drawing.tsx';
import { Arrow, Cable, Port } from './marks/lines.tsx';
import type { Spot } from './marks/lines.tsx';
import { Packet } from './marks/Packet.tsx';
import { Word } from './marks/Word.tsx';

const HOSTS = {
  A: '10.1.0.5',
  B: '10.1.0.6',
  C: '10.2.0.6',
  D: '10.2.0.7',
} as const;

const PACKET = `${HOSTS.A} → ${HOSTS.D}`;

/** The router has a port, and so a MAC address, on either segment. */
const SEGMENTS = [
  { hosts: ['A', 'B'], prefix: '10.1.0.0/24', port: 'R1', from: 'A', to: 'R1', ttl: 64 },
  { hosts: ['C', 'D'], prefix: '10.2.0.0/24', port: 'R2', from: 'R2', to: 'D', ttl: 63 },
] as const;

type Segment = (typeof SEGMENTS)[number];

const HOST = { width: 136, height: 70, cable: 46 } as const;
const BUS = { width: 340, height: 34 } as const;
const FRAME = { width: 340, height: 166 } as const;

/** Two segments and the router between: the packet stays, the frame around it does not. */
export function Layers(): ReactNode {
  const tall = useTall();
  return (
    <Drawing
      width={tall ? BUS.width : 760}
      height={tall ? 914 : 408}
      label={`A packet ${PACKET} goes from host A by a router to host D. Its addresses stay the same; on each segment it is in another frame: ${SEGMENTS.map(({ prefix, from, to, ttl }) => `on ${prefix} from MAC ${from} to MAC ${to}, with TTL ${ttl}`).join('; ')}. R1 and R2 are the two ports of the router, which takes one off the TTL.`}
    >
      {tall ? <Upright /> : <Level />}
    </Drawing>
  );
}

/** The segments side by side, each above the frame that is on it. */
function Level(): ReactNode {
  const bus = 4 + HOST.height + HOST.cable;
  const middle = 380;
  const port = bus + BUS.height / 2;
  return (
    <>
      {SEGMENTS.map((segment, index) => {
        const x = index * 420;
        return (
          <g key={segment.prefix}>
            <SegmentOf segment={segment} x={x} y={bus} hosts="above" />
            <FrameOf segment={segment} x={x} y={238} />
          </g>
        );
      })}
      <Box kind="outside" x={middle - 50} y={port - 46} width={100} height={72}>
        <Word x={middle} y={port - 18} bold anchor="middle">
          router
        </Word>
        <Word x={middle - 38} y={port + 8} size={20} mono>
          R1
        </Word>
        <Word x={middle + 38} y={port + 8} size={20} mono anchor="end">
          R2
        </Word>
      </Box>
      <Port at={[middle - 50, port]} />
      <Port at={[middle + 50, port]} />
      <Arrow
        points={[
          [middle - 34, 333],
          [middle + 34, 333],
        ]}
        tone="busy"
      />
      <Word x={middle} y={314} size={20} anchor="middle" tone="busy" bold>
        TTL −1
      </Word>
    </>
  );
}

/** The segments above each other, then the two frames in the order in which they are sent. */
function Upright(): ReactNode {
  const [upper, router, lower] = [120, 192, 302];
  const middle = BUS.width / 2;
  const [first, second] = [504, 746];
  return (
    <>
      <SegmentOf segment={SEGMENTS[0]} x={0} y={upper} hosts="above" />
      <SegmentOf segment={SEGMENTS[1]} x={0} y={lower} hosts="below" />
      <Labelled kind="outside" mono={false} bold x={middle - 60} y={router} width={120} height={72}>
        router
      </Labelled>
      <Link port={[middle, router]} bus={upper + BUS.height} name="R1" />
      <Link port={[middle, router + 72]} bus={lower} name="R2" />
      <FrameOf segment={SEGMENTS[0]} x={0} y={first} />
      <Arrow
        points={[
          [264, first + FRAME.height + 6],
          [264, second - 6],
        ]}
        tone="busy"
      />
      <Word x={248} y={first + FRAME.height + 32} size={20} tone="busy" bold anchor="end">
        TTL −1
      </Word>
      <FrameOf segment={SEGMENTS[1]} x={0} y={second} />
    </>
  );
}

interface SegmentProps {
  readonly segment: Segment;
  readonly x: number;
  /** Of the bus. */
  readonly y: number;
  readonly hosts: 'above' | 'below';
}

function SegmentOf({ segment, x, y, hosts }: SegmentProps): ReactNode {
  const above = hosts === 'above';
  return (
    <>
      {segment.hosts.map((host, index) => {
        const left = x + 26 + index * (HOST.width + 16);
        const top = above ? y - HOST.cable - HOST.height : y + BUS.height + HOST.cable;
        const middle = left + HOST.width / 2;
        return (
          <Box key={host} kind="outside" x={left} y={top} width={HOST.width} height={HOST.height}>
            <Word x={middle} y={top + (above ? 27 : 34)} size={24} bold anchor="middle">
              {host}
            </Word>
            <Word x={middle} y={top + (above ? 53 : 60)} size={20} mono anchor="middle">
              {HOSTS[host]}
            </Word>
            <Link
              port={[middle, above ? top + HOST.height : top]}
              bus={above ? y : y + BUS.height}
            />
          </Box>
        );
      })}
      <Labelled kind="bus" x={x} y={y} width={BUS.width} height={BUS.height}>
        {segment.prefix}
      </Labelled>
    </>
  );
}

interface LinkProps {
  readonly port: Spot;
  /** The height of the bus's edge. */
  readonly bus: number;
  readonly name?: string;
}

/** A port, and its cable to the bus above or below it. */
function Link({ port: [x, y], bus, name }: LinkProps): ReactNode {
  return (
    <>
      <Cable
        points={[
          [x, y],
          [x, bus],
        ]}
        kind="uplink"
      />
      {name !== undefined && (
        <Word x={x + 18} y={bus < y ? y - 12 : y + 26} size={20} mono>
          {name}
        </Word>
      )}
    </>
  );
}

interface FrameProps {
  readonly segment: Segment;
  readonly x: number;
  readonly y: number;
}

function FrameOf({ segment: { prefix, from, to, ttl }, x, y }: FrameProps): ReactNode {
  return (
    <>
      <Word x={x + 2} y={y - 14} size={20} tone="dim">
        {`the frame on ${prefix}`}
      </Word>
      <Packet kind="frame" x={x} y={y} {...FRAME} lines={[`MAC ${from} → MAC ${to}`]} size={23}>
        <Packet
          x={x + 18}
          y={y + 52}
          width={FRAME.width - 36}
          height={96}
          lines={[PACKET, `TTL ${ttl}`]}
          size={23}
        />
      </Packet>
    </>
  );
}
