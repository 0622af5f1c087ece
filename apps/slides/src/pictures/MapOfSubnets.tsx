import type { ReactNode } from 'react';
import type { Hue } from '../look/hue.ts';
import { Text } from '../slides/Text.tsx';
import type { PictureProps } from './Comparison.tsx';
import { Box, Labelled } from './marks/boxes.tsx';
import { Drawing } from './marks/Drawing.tsx';
import { Arrow } from './marks/lines.tsx';
import type { Spot } from './marks/lines.tsx';
import { Word } from './marks/Word.tsx';

const NODES: readonly { readonly hue: Hue; readonly at: Spot }[] = [
  { hue: 'sky', at: [8, 8] },
  { hue: 'vermillion', at: [222, 8] },
  { hue: 'green', at: [8, 222] },
  { hue: 'purple', at: [222, 222] },
];

/** How each way of keeping the map moves packets: which of our steps it is. */
const WAYS = [
  { drawn: Store, steps: 'packets: step 3 or step 4, by backend' },
  { drawn: Protocol, steps: 'packets: step 3, step 4 to other segments' },
  { drawn: Gossip, steps: 'packets: step 4' },
] as const;

/** Three ways to know which subnet is on which node. */
export function MapOfSubnets({ words }: PictureProps): ReactNode {
  const table = words.body.find((block) => block.kind === 'table');
  return (
    <>
      <p className="cards-lead">{table?.head[0]}</p>
      <ol className="cards map">
        {WAYS.map(({ drawn: Drawn, steps }, index) => {
          const [kept = '', by = '', example = ''] = table?.rows[index] ?? [];
          return (
            <li key={kept}>
              <h3>
                <Text>{kept}</Text>
              </h3>
              <Drawn />
              <p>
                <Text>{by}</Text>
              </p>
              <p className="card-new">
                {table?.head[2]} <strong>{example}</strong>
              </p>
              <p className="card-steps">{steps}</p>
            </li>
          );
        })}
      </ol>
    </>
  );
}

/** The corners of the nodes that face each other. */
const INNER: readonly Spot[] = [
  [120, 74],
  [264, 74],
  [120, 218],
  [264, 218],
];

function Store(): ReactNode {
  return (
    <Sketch label="Four nodes, all of them connected to one store in the middle.">
      {INNER.map(([x, y]) => (
        <Both key={`${x} ${y}`} from={[x, y]} to={[x < 190 ? 146 : 238, y < 146 ? 108 : 184]} />
      ))}
      <g className="store">
        <path d="M134 110V176A58 16 0 0 0 250 176V110" />
        <ellipse cx={192} cy={110} rx={58} ry={16} />
        <Word x={192} y={162} size={20} bold anchor="middle">
          the map
        </Word>
      </g>
    </Sketch>
  );
}

const SIDES: readonly (readonly [Spot, Spot])[] = [
  [
    [166, 39],
    [218, 39],
  ],
  [
    [166, 253],
    [218, 253],
  ],
  [
    [56, 74],
    [56, 218],
  ],
  [
    [328, 74],
    [328, 218],
  ],
  [
    [130, 74],
    [254, 218],
  ],
  [
    [254, 74],
    [130, 218],
  ],
];

function Protocol(): ReactNode {
  return (
    <Sketch label="Four nodes, each connected to each, with routes passing both ways.">
      {SIDES.map(([from, to]) => (
        <Both key={from.join(' ')} from={from} to={to} />
      ))}
    </Sketch>
  );
}

function Gossip(): ReactNode {
  const [top, bottom, , down] = SIDES;
  if (!top || !bottom || !down) return null;
  return (
    <Sketch label="Four nodes; what one knows it tells the next, and that one the one after it.">
      <Arrow points={top} tone="busy" dotted />
      <Arrow points={down} tone="busy" dotted />
      <Arrow points={[bottom[1], bottom[0]]} tone="busy" dotted />
      <Word x={180} y={128} size={21} anchor="middle" tone="busy" bold>
        {['“172.16.0.0/24', 'is on node 1,', 'pass it on”']}
      </Word>
    </Sketch>
  );
}

interface SketchProps {
  readonly label: string;
  readonly children: ReactNode;
}

function Sketch({ label, children }: SketchProps): ReactNode {
  return (
    <Drawing width={384} height={292} label={label}>
      {children}
      <Nodes />
    </Drawing>
  );
}

function Both({ from, to }: { readonly from: Spot; readonly to: Spot }): ReactNode {
  return (
    <>
      <Arrow points={[from, to]} tone="dim" />
      <Arrow points={[to, from]} tone="dim" />
    </>
  );
}

/** A node's box with its pod subnet in its own hue. */
function Nodes(): ReactNode {
  return NODES.map(({ hue, at: [x, y] }, index) => (
    <g key={hue} data-hue={hue}>
      <Box kind="node" x={x} y={y} width={154} height={62}>
        <Word x={x + 77} y={y + 25} size={20} bold anchor="middle" tone="hue">
          {`node ${index + 1}`}
        </Word>
      </Box>
      <Labelled kind="bridge" size={17} x={x + 5} y={y + 33} width={144} height={24}>
        {`172.16.${index}.0/24`}
      </Labelled>
    </g>
  ));
}
