import type { ReactNode } from 'react';
import { hueOf } from '../look/hue.ts';
import { Box, Bus, BUS, Labelled, Namespace, Node } from './marks/boxes.tsx';
import { Drawing, useTall } from './marks/Drawing.tsx';
import { Arrow, Cable, Port } from './marks/lines.tsx';
import { Part } from './marks/Part.tsx';
import { Verdict, Word } from './marks/Word.tsx';

/** Heights: the bridge, the ports of tun0, the tunnel, the node's floor and the underlay. */
const Y = { bridge: 146, tun: 218, tunnel: 272, floor: 330, bus: 362 } as const;

/** The request by the underlay, the answer by the tunnel: what strict filtering would say to it. */
export function ReversePath(): ReactNode {
  const tall = useTall();
  const width = tall ? 430 : 760;
  const wide = tall ? 210 : 350;
  const right = width - wide;
  // Upright lines, mirrored in the two nodes.
  const nic = tall ? 34 : 52;
  const tun = tall ? 150 : 250;
  const lane = Y.bus + BUS.lane;
  const [one, two] = [hueOf('4-overlay-network-1'), hueOf('4-overlay-network-2')];
  return (
    <Drawing
      width={width}
      height={tall ? 540 : 510}
      label="The request from con1, 172.16.0.2, goes by br0 and the underlay to node 2 and comes in by eth1. The answer to 172.16.0.2 would go out by tun0, through the tunnel, and come in at node 1 by tun0. Strict filtering drops the request at node 2’s eth1; it would drop the reply at node 1’s tun0 too."
    >
      <Node
        name={tall ? 'node 1' : '4-overlay-network-1'}
        hue={one}
        x={1}
        y={2}
        width={wide - 2}
        height={Y.floor - 2}
      >
        <Namespace
          name="con1"
          address="172.16.0.2"
          size={tall ? 19 : 20}
          x={12}
          y={40}
          width={tall ? 150 : 186}
          height={72}
        />
        <Box kind="bridge" x={12} y={Y.bridge} width={tall ? 150 : 186} height={48}>
          <Word x={tall ? 108 : 148} y={Y.bridge + 40} size={20} mono bold>
            br0
          </Word>
        </Box>
        <Cable
          points={[
            [nic, 112],
            [nic, Y.bridge],
          ]}
        />
        <Word x={nic + 16} y={Y.floor - 9} size={20} mono>
          eth1
        </Word>
      </Node>
      <Node
        name={tall ? 'node 2' : '4-overlay-network-2'}
        hue={two}
        x={right + 1}
        y={2}
        width={wide - 2}
        height={Y.floor - 2}
      >
        <Labelled
          kind="stack"
          bold
          x={right + (tall ? 12 : 70)}
          y={52}
          width={wide - (tall ? 24 : 86)}
          height={60}
        >
          10.0.0.20
        </Labelled>
        <Word x={width - nic - 28} y={Y.floor - 9} size={20} mono anchor="end">
          eth1
        </Word>
      </Node>
      <Bus x={0} y={Y.bus} width={width}>
        underlay
      </Bus>
      {[nic, width - nic].map((x) => (
        <Cable
          key={x}
          points={[
            [x, Y.floor],
            [x, Y.bus],
          ]}
          kind="uplink"
        />
      ))}
      <Part from={-1} stays>
        <Arrow
          points={[
            [nic, 98],
            [nic, lane],
            [width - nic, lane],
            [width - nic, 114],
          ]}
          tone="request"
        />
        <Legend x={4} y={448} tone="request">
          request, from 172.16.0.2
        </Legend>
      </Part>
      <Part from={0} stays>
        <Arrow
          points={[
            [width - tun, 114],
            [width - tun, Y.tunnel],
            [tun, Y.tunnel],
            [tun, Y.bridge + 13],
            [nic + 34, Y.bridge + 13],
            [nic + 34, 114],
          ]}
          tone="reply"
          dotted
        />
        <Legend x={tall ? 4 : 386} y={tall ? 478 : 448} tone="reply">
          the answer’s way, to 172.16.0.2
        </Legend>
      </Part>
      <g data-hue={one}>
        <Tunnel x={tun} words={tall ? tun - 76 : tun + 28} />
      </g>
      <g data-hue={two}>
        <Tunnel x={width - tun} words={width - tun + (tall ? 12 : 14)} />
      </g>
      <Part from={2} stays>
        <Verdict x={width - nic} y={Y.floor} good={false} />
        <Verdict x={tun} y={Y.tun} good={false} />
        <Word
          x={tall ? 4 : width / 2}
          y={tall ? 514 : 492}
          size={20}
          anchor={tall ? 'start' : 'middle'}
          tone="bad"
          bold
        >
          {tall
            ? ['strict: in by one, out by the other:', 'dropped, at either end']
            : 'strict: in by one interface, answer by another: dropped, at either end'}
        </Word>
      </Part>
    </Drawing>
  );
}

/** tun0 with the process behind it. */
function Tunnel({ x, words }: { readonly x: number; readonly words: number }): ReactNode {
  return (
    <>
      <Labelled kind="process" bold x={x - 46} y={Y.tunnel - 22} width={92} height={44}>
        socat
      </Labelled>
      <Port at={[x, Y.tun]} />
      <Word x={words} y={Y.tun + 7} size={20} mono>
        tun0
      </Word>
    </>
  );
}

interface LegendProps {
  readonly x: number;
  readonly y: number;
  readonly tone: 'request' | 'reply';
  readonly children: string;
}

function Legend({ x, y, tone, children }: LegendProps): ReactNode {
  return (
    <>
      <Arrow
        points={[
          [x, y - 7],
          [x + 54, y - 7],
        ]}
        tone={tone}
        dotted={tone === 'reply'}
      />
      <Word x={x + 66} y={y} size={20}>
        {children}
      </Word>
    </>
  );
}
