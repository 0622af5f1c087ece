import type { ReactNode } from 'react';
import { useSlide } from '../deck/slide-context.ts';
import { hueOf } from '../look/hue.ts';
import { Box, Bus, BUS, Labelled, Node } from './marks/boxes.tsx';
import { Drawing, useTall } from './marks/Drawing.tsx';
import { Arrow, Cable } from './marks/lines.tsx';
import { Packet } from './marks/Packet.tsx';
import { Part } from './marks/Part.tsx';
import { Badge, Word } from './marks/Word.tsx';

interface Entry {
  readonly to: string;
  readonly by: string;
}

interface End {
  readonly name: string;
  readonly short: string;
  readonly con: string;
  readonly nic: string;
  /** The entry that sends the drawn packet on. */
  readonly request: Entry;
  /** The entry that sends its answer on. */
  readonly reply: Entry;
}

const FROM: End = {
  name: '3-multi-node-1',
  short: 'node 1',
  con: '172.16.0.2',
  nic: '10.0.0.10',
  request: { to: '172.16.1.0/24', by: 'via 10.0.0.20' },
  reply: { to: '172.16.0.0/24', by: 'dev br0' },
};

const TO: End = {
  name: '3-multi-node-2',
  short: 'node 2',
  con: '172.16.1.2',
  nic: '10.0.0.20',
  request: { to: '172.16.1.0/24', by: 'dev br0' },
  reply: { to: '172.16.0.0/24', by: 'via 10.0.0.10' },
};

const PACKET = `${FROM.con} → ${TO.con}`;

/** What the badges count, in the packet's order. */
const HOPS = [
  'out of con1 by its veth11, to br0',
  `node 1’s route ${FROM.request.to} ${FROM.request.by}`,
  'a frame to node 2’s MAC address, over the underlay',
  `node 2’s route ${TO.request.to} ${TO.request.by}`,
  'from br0 into con1 by its veth11',
] as const;

/** The heights that the two nodes share. */
const Y = { con: 40, bridge: 148, request: 192, reply: 272, floor: 362, bus: 384 } as const;
const CON = 66;
const SIGN = 54;
const FRAME = Y.bus + BUS.height + 12;

/** From a namespace on one node to one on the other, by a route that names the other node. */
export function NextHop(): ReactNode {
  const tall = useTall();
  const { fragment } = useSlide();
  const wide = tall ? 232 : 340;
  const width = tall ? 476 : 760;
  // The packet's way is upright in both nodes: at the outer side of each, beside the signposts.
  const inset = tall ? 28 : 44;
  const [first, second] = [inset, width - inset];
  const lane = Y.bus + BUS.lane;
  const inCon = Y.con + CON - 26;
  const between = (Y.con + CON + Y.bridge) / 2;
  const badges = [
    [first + 30, between],
    [first, Y.request + SIGN / 2],
    [width / 2 - 204, FRAME + 25],
    [second, Y.request + SIGN / 2],
    [second - 30, between],
  ] as const;
  return (
    <Drawing
      width={width}
      height={524}
      label={`A packet ${PACKET}, from con1 on node 1 to con1 on node 2, in ${HOPS.length} numbered hops: ${HOPS.join('; ')}. The addresses of the packet stay the same. The reply takes node 2’s route ${TO.reply.to} ${TO.reply.by} and node 1’s ${FROM.reply.to} ${FROM.reply.by}.`}
    >
      {[FROM, TO].map(({ name, short, con, nic, request, reply }, index) => {
        const x = index * (width - wide);
        const line = index === 0 ? first : second;
        const aside = index === 0 ? 1 : -1;
        const anchor = index === 0 ? 'start' : 'end';
        const sign = { x: index === 0 ? line + 24 : x + 12, width: wide - inset - 36 };
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
            <Box kind="namespace" x={x + 12} y={Y.con} width={wide - 24} height={CON}>
              <Word x={line + 24 * aside} y={Y.con + 27} mono bold anchor={anchor}>
                con1
              </Word>
              <Word x={line + 24 * aside} y={Y.con + 52} size={20} mono anchor={anchor}>
                {con}
              </Word>
            </Box>
            <Labelled kind="bridge" bold x={x + 12} y={Y.bridge} width={wide - 24} height={34}>
              br0
            </Labelled>
            <Cable
              points={[
                [line, Y.con + CON],
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
            <Signpost {...sign} y={Y.request} entry={request} />
            <Signpost {...sign} y={Y.reply} entry={reply} dim={fragment >= 0} />
            <Part from={0} stays>
              <Word x={line + 52 * aside} y={between + 7} size={19} mono anchor={anchor}>
                veth11
              </Word>
              <Word x={sign.x + 12} y={Y.reply - 7} size={19} tone="dim">
                for the reply
              </Word>
            </Part>
            <Word x={line + 18 * aside} y={Y.floor - 8} size={19} mono anchor={anchor}>
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
            [first, inCon],
            [first, lane],
            [second, lane],
            [second, inCon],
          ]}
          tone="busy"
        />
        <Packet
          kind="frame"
          x={width / 2 - 204}
          y={FRAME}
          width={408}
          height={78}
          lines={['frame to node 2’s MAC']}
          size={20}
        >
          <Packet
            x={width / 2 - 180}
            y={FRAME + 36}
            width={360}
            height={36}
            lines={[PACKET]}
            size={20}
          />
        </Packet>
        {badges.map(([x, y], index) => (
          <Badge key={HOPS[index]} x={x} y={y}>
            {String(index + 1)}
          </Badge>
        ))}
      </Part>
    </Drawing>
  );
}

interface SignpostProps {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly entry: Entry;
  /** Not for the packet that is drawn. */
  readonly dim?: boolean;
}

/** A route in two lines: where to, and by whom. It is lit while it is what the words speak of. */
function Signpost({ x, y, width, entry: { to, by }, dim = false }: SignpostProps): ReactNode {
  const { fragment } = useSlide();
  return (
    <Box
      kind="stack"
      lit={fragment < 0 && by.startsWith('via')}
      x={x}
      y={y}
      width={width}
      height={SIGN}
    >
      <Word x={x + width / 2} y={y + 23} size={19} mono anchor="middle" tone={dim ? 'dim' : 'ink'}>
        {[to, by]}
      </Word>
    </Box>
  );
}
