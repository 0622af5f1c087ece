import type { ReactNode } from 'react';
import { useSlide } from '../deck/slide-context.ts';
import { hueOf } from '../look/hue.ts';
import { Box, Bus, BUS, Namespace, Node } from './marks/boxes.tsx';
import { Drawing, useTall } from './marks/Drawing.tsx';
import { Arrow, Cable } from './marks/lines.tsx';
import type { Spot } from './marks/lines.tsx';
import { Packet } from './marks/Packet.tsx';
import { Part } from './marks/Part.tsx';
import { Badge, Word } from './marks/Word.tsx';

const NODES = [
  {
    name: '3-multi-node-1',
    short: 'node 1',
    con: '172.16.0.2',
    nic: '10.0.0.10',
    route: ['172.16.1.0/24', 'via 10.0.0.20'],
  },
  {
    name: '3-multi-node-2',
    short: 'node 2',
    con: '172.16.1.2',
    nic: '10.0.0.20',
    route: ['172.16.0.0/24', 'via 10.0.0.10'],
  },
] as const;

/** The heights that the two nodes share. */
const Y = { con: 46, bridge: 162, route: 220, floor: 326, bus: 352 } as const;
const SIGN = 178;

/** From a namespace on one node to one on the other, by a route that names the other node. */
export function NextHop(): ReactNode {
  const tall = useTall();
  const { fragment } = useSlide();
  const wide = tall ? 228 : 340;
  const right = tall ? 240 : 420;
  const width = right + wide;
  // The packet's way is upright in both nodes: at the outer side of each, beside the signposts.
  const inset = tall ? 24 : 74;
  const [first, second] = [inset, width - inset];
  const lane = Y.bus + BUS.lane;
  const hops: readonly Spot[] = [
    [first, 143],
    [first, Y.bridge + 19],
    [first, 252],
    [second, 252],
    [second, Y.bridge + 19],
    [second, 143],
  ];
  return (
    <Drawing
      width={width}
      height={500}
      label="A packet from 172.16.0.2 in con1 on node 1 to 172.16.1.2 in con1 on node 2, in six hops: veth to the bridge, node 1’s route by 10.0.0.20, one frame over the underlay to node 2’s MAC address, routing on node 2, its bridge, veth into con1. The addresses of the packet stay the same."
    >
      {NODES.map(({ name, short, con, nic, route }, index) => {
        const x = index * right;
        const line = index === 0 ? first : second;
        const con1 = tall ? 176 : 196;
        const inner = index === 0 ? x + 12 : x + wide - 12 - con1;
        return (
          <Node
            key={name}
            name={tall ? short : name}
            hue={hueOf(name)}
            x={x + 1}
            y={2}
            width={wide - 2}
            height={Y.floor - 2}
          >
            <Namespace name="con1" address={con} x={inner} y={Y.con} width={con1} height={78} />
            <Box kind="bridge" x={x + 12} y={Y.bridge} width={wide - 24} height={38}>
              <Word x={x + wide / 2} y={Y.bridge + 26} size={20} mono bold anchor="middle">
                br0
              </Word>
            </Box>
            <Cable
              points={[
                [line, 124],
                [line, Y.bridge],
              ]}
            />
            <Cable
              points={[
                [line, Y.floor],
                [line, Y.bus],
              ]}
              kind="uplink"
            />
            <Signpost
              x={index === 0 ? x + wide - SIGN - (tall ? 8 : 24) : x + (tall ? 8 : 24)}
              lit={fragment < 0}
              lines={route}
            />
            <Word
              x={index === 0 ? line + 16 : line - 16}
              y={Y.floor - 9}
              size={19}
              mono
              anchor={index === 0 ? 'start' : 'end'}
            >
              {nic}
            </Word>
          </Node>
        );
      })}
      <Bus x={0} y={Y.bus} width={width} lit={fragment >= 1}>
        {fragment < 1
          ? 'underlay'
          : tall
            ? 'one layer 2 network'
            : 'one layer 2 network: the frame has to reach that MAC'}
      </Bus>
      <Part from={0} stays>
        <Arrow
          points={[
            [first, 128],
            [first, lane],
            [second, lane],
            [second, 122],
          ]}
          tone="busy"
        />
        {hops.map(([x, y], index) => (
          <Badge key={`${x} ${y}`} x={x} y={y}>
            {String(index + 1)}
          </Badge>
        ))}
        <Packet
          kind="frame"
          x={width / 2 - 204}
          y={412}
          width={408}
          height={86}
          lines={['frame to node 2’s MAC']}
          size={20}
        >
          <Packet
            x={width / 2 - 180}
            y={452}
            width={360}
            height={40}
            lines={['172.16.0.2 → 172.16.1.2']}
            size={20}
          />
        </Packet>
      </Part>
    </Drawing>
  );
}

interface SignpostProps {
  readonly x: number;
  readonly lit: boolean;
  readonly lines: readonly string[];
}

/** A route in two lines: where to, and by whom. */
function Signpost({ x, lit, lines }: SignpostProps): ReactNode {
  return (
    <Box kind="stack" lit={lit} x={x} y={Y.route} width={SIGN} height={60}>
      <Word x={x + SIGN / 2} y={Y.route + 25} size={19} mono anchor="middle">
        {lines}
      </Word>
    </Box>
  );
}
