import type { ReactNode } from 'react';
import { hueOf } from '../look/hue.ts';
import { Box, Bus, BUS, Namespace, Node } from './marks/boxes.tsx';
import { Drawing, useTall } from './marks/Drawing.tsx';
import { Arrow, Cable, Port } from './marks/lines.tsx';
import type { Spot } from './marks/lines.tsx';
import { Part } from './marks/Part.tsx';
import { Badge, Verdict, Word } from './marks/Word.tsx';

const ENDS = [
  {
    name: '3-multi-node-1',
    short: 'node 1',
    pods: '172.16.0.0/24',
    con: '172.16.0.2',
    nic: '10.0.0.10',
  },
  {
    name: '3-multi-node-2',
    short: 'node 2',
    pods: '172.16.1.0/24',
    con: '172.16.1.2',
    nic: '10.0.1.20',
  },
] as const;

/** What a router, or the cloud, has to know for a packet and for its answer. */
const ROUTES = ENDS.map(({ pods, short }) => `${pods} → ${short}`);

/** A foreign router between the nodes, and the three ways past it. */
export function RoutersBetween(): ReactNode {
  const tall = useTall();
  const wide = tall ? 142 : 200;
  const width = tall ? 430 : 760;
  const middle = width / 2;
  const reach = tall ? 64 : 130;
  // On a phone the cloud stands above the nodes, else between them.
  const top = tall ? 146 : 74;
  const y = { con: top + 40, floor: top + 170, bus: top + 200 };
  const lane = y.bus + BUS.lane;
  /** The router's upper edge: its routes have to stand above the tunnel's lane. */
  const head = y.bus - (tall ? 146 : 96);
  const below = y.bus + BUS.height + 48;
  const [first, second] = [tall ? 30 : 44, width - (tall ? 30 : 44)];
  const under: readonly Spot[] = [
    [first, y.con + 76],
    [first, lane],
  ];
  const over: readonly Spot[] = [
    [second, lane],
    [second, y.con + 72],
  ];
  return (
    <Drawing
      width={width}
      height={below + 16}
      label="Two nodes on different segments with a router between. A packet from 172.16.0.2 to 172.16.1.2 ends at the router, which has no route to 172.16.1.0/24. Three ways out appear: routes in the router, routes in the cloud’s table, a tunnel through the router."
    >
      {ENDS.map(({ name, short, con, nic }, index) => {
        const x = index * (width - wide);
        return (
          <Node
            key={name}
            name={short}
            hue={hueOf(name)}
            x={x + 1}
            y={top}
            width={wide - 2}
            height={170}
          >
            <Namespace
              name="con1"
              address={con}
              size={tall ? 18 : 20}
              x={x + 10}
              y={y.con}
              width={wide - 20}
              height={70}
            />
            {!tall && (
              <Word
                x={index === 0 ? first + 16 : second - 16}
                y={y.floor - 10}
                size={19}
                mono
                anchor={index === 0 ? 'start' : 'end'}
              >
                {nic}
              </Word>
            )}
          </Node>
        );
      })}
      <Bus mono size={tall ? 17 : 20} x={0} y={y.bus} width={middle - reach - 8}>
        10.0.0.0/24
      </Bus>
      <Bus mono size={tall ? 17 : 20} x={middle + reach + 8} y={y.bus} width={middle - reach - 8}>
        10.0.1.0/24
      </Bus>
      {[first, second].map((x) => (
        <Cable
          key={x}
          points={[
            [x, y.floor],
            [x, y.bus],
          ]}
          kind="uplink"
        />
      ))}
      <Box kind="outside" x={middle - reach} y={head} width={reach * 2} height={y.bus + 48 - head}>
        <Word x={middle} y={head + 30} size={22} bold anchor="middle">
          router
        </Word>
      </Box>
      <Port at={[middle - reach, lane]} />
      <Port at={[middle + reach, lane]} />
      <Part from={-1} until={0}>
        <Arrow points={[...under, [middle - 20, lane]]} tone="bad" />
        <Verdict x={middle} y={lane} good={false} />
        <Word x={middle} y={y.bus - 38} size={tall ? 18 : 20} anchor="middle" tone="bad" bold>
          {['no route to', tall ? '172.16.1.0' : '172.16.1.0/24']}
        </Word>
      </Part>
      <Part from={0}>
        <Word
          x={middle}
          y={head + (tall ? 54 : 58)}
          size={tall ? 17 : 18}
          mono
          anchor="middle"
          tone="good"
        >
          {tall
            ? ENDS.flatMap(({ pods, short }) => [pods.replace(/\/24$/, ''), `→ ${short}`])
            : ROUTES}
        </Word>
        <Badge x={middle - reach} y={head}>
          1
        </Badge>
      </Part>
      <Part from={0} until={2}>
        <Arrow points={[...under, ...over]} tone="good" />
      </Part>
      <Part from={1}>
        <Cloud x={middle} width={tall ? 320 : 330} />
        <Badge x={middle - (tall ? 160 : 165) + 18} y={18}>
          2
        </Badge>
        <Arrow
          points={[
            [middle, 124],
            [middle, head - 4],
          ]}
          tone="good"
        />
      </Part>
      <Part from={2}>
        <g className="tube">
          <path d={`M${first} ${lane}H${second}`} />
        </g>
        <Arrow points={[...under, ...over]} tone="busy" dotted />
        <Badge x={middle} y={lane}>
          3
        </Badge>
        <Word x={middle} y={below} size={20} anchor="middle" bold tone="busy">
          {tall
            ? 'a tunnel: the routers see nodes only'
            : 'a tunnel: the router sees node 1 and node 2, no pods'}
        </Word>
      </Part>
    </Drawing>
  );
}

/** The provider's own route table, outside of every machine. */
function Cloud({ x, width }: { readonly x: number; readonly width: number }): ReactNode {
  return (
    <g className="cloud">
      <rect x={x - width / 2} y={2} width={width} height={120} rx={44} />
      <Word x={x} y={35} size={20} bold anchor="middle">
        the cloud’s own routes
      </Word>
      <Word x={x} y={68} size={19} mono anchor="middle" tone="good">
        {ROUTES}
      </Word>
    </g>
  );
}
