import type { ReactNode } from 'react';
import { hueOf } from '../look/hue.ts';
import { Labelled, Namespace, Node } from './marks/boxes.tsx';
import { Drawing, useTall } from './marks/Drawing.tsx';
import { Cable, Port } from './marks/lines.tsx';
import { Packet } from './marks/Packet.tsx';
import { Word } from './marks/Word.tsx';

/** A packet within a packet, and who reads which label. */
export function Overlay(): ReactNode {
  const tall = useTall();
  const width = tall ? 430 : 760;
  const wide = tall ? 146 : 196;
  const middle = width / 2;
  const right = width - wide;
  const reach = tall ? 46 : 62;
  const packet = { x: tall ? 2 : 60, width: tall ? 426 : 640 };
  return (
    <Drawing
      width={width}
      height={490}
      label="Between node 1 and node 2 stands a router. The packet on the wire has an outer label, 10.0.0.10 to 10.0.1.20 over UDP, which the router reads, and within it a packet from 172.16.0.2 to 172.16.1.2, which it does not see. Node 1 puts the outer packet on, node 2 takes it off."
    >
      {[
        { name: '4-overlay-network-1', short: 'node 1', con: '172.16.0.2', x: 0 },
        { name: '4-overlay-network-2', short: 'node 2', con: '172.16.1.2', x: right },
      ].map(({ name, short, con, x }, index) => (
        <Node
          key={name}
          name={short}
          hue={hueOf(name)}
          x={x + 1}
          y={2}
          width={wide - 2}
          height={152}
        >
          <Namespace
            name="con1"
            address={con}
            size={tall ? 18 : 20}
            x={x + 10}
            y={42}
            width={wide - 20}
            height={68}
          />
          <Word x={x + wide / 2} y={143} size={20} anchor="middle" tone="busy" bold>
            {index === 0 ? 'puts it on' : 'takes it off'}
          </Word>
        </Node>
      ))}
      <Cable
        points={[
          [wide, 132],
          [middle - reach, 132],
        ]}
        kind="uplink"
      />
      <Cable
        points={[
          [right, 132],
          [middle + reach, 132],
        ]}
        kind="uplink"
      />
      <Labelled
        kind="outside"
        mono={false}
        bold
        size={21}
        x={middle - reach}
        y={92}
        width={reach * 2}
        height={62}
      >
        router
      </Labelled>
      <Port at={[middle - reach, 132]} />
      <Port at={[middle + reach, 132]} />
      <g className="reads">
        <path d={`M${middle} 154V248`} />
      </g>
      <Word x={middle + 16} y={206} size={20} tone="dim">
        reads this, and no more
      </Word>
      <g className="packet is-outer">
        <rect x={packet.x} y={250} width={packet.width} height={226} rx={40} />
        <Word x={middle} y={290} size={tall ? 20 : 24} mono bold anchor="middle">
          10.0.0.10 → 10.0.1.20
        </Word>
        <Word x={middle} y={320} size={20} anchor="middle" tone="dim">
          UDP, from node to node
        </Word>
      </g>
      <Packet
        x={packet.x + (tall ? 22 : 70)}
        y={342}
        width={packet.width - (tall ? 44 : 140)}
        height={114}
        lines={['172.16.0.2 → 172.16.1.2']}
        size={tall ? 22 : 27}
      >
        <Word x={middle} y={428} size={20} anchor="middle" tone="dim">
          ICMP, from namespace to namespace
        </Word>
      </Packet>
    </Drawing>
  );
}
