import type { ReactNode } from 'react';
import { hueOf } from '../look/hue.ts';
import { Text } from '../slides/Text.tsx';
import type { PictureProps } from './Comparison.tsx';
import { Box, Labelled, Node } from './marks/boxes.tsx';
import { Drawing } from './marks/Drawing.tsx';
import { Arrow, Cable, Port } from './marks/lines.tsx';
import { Word } from './marks/Word.tsx';

const DRAWN = [One, Two, Three, Four] as const;

const CANVAS = { width: 280, height: 230 } as const;
const SIZE = 21;
/** A node that has the canvas to itself. */
const ALONE = { size: SIZE, x: 2, y: 2, width: 276, height: 226 } as const;
/** The lower edge of two nodes, the middle of what connects them, and where they are plugged in. */
const FLOOR = 170;
const WIRE = 208;
const NICS = [30, 250] as const;

/** The four finished networks in a row, with what each of them adds lit. */
export function Plan({ words }: PictureProps): ReactNode {
  const table = words.body.find((block) => block.kind === 'table');
  return (
    <ol className="cards plan">
      {DRAWN.map((Step, index) => {
        const [number, builds = '', adds = ''] = table?.rows[index] ?? [];
        return (
          <li key={number}>
            <h3>Step {number}</h3>
            <Step />
            <p>
              <Text>{builds}</Text>
            </p>
            <p className="card-new">
              <span className="card-plus" aria-label="New:">
                +
              </span>{' '}
              <Text>{adds}</Text>
            </p>
          </li>
        );
      })}
    </ol>
  );
}

function One(): ReactNode {
  return (
    <Drawing {...CANVAS} label="One node, one namespace on a cable. The cable is lit.">
      <Node name="node" hue={hueOf('1-network-namespace')} {...ALONE}>
        <Con name="con" x={90} y={50} width={100} />
        <Box kind="stack" x={18} y={160} width={244} height={50}>
          <Word x={140} y={195} size={SIZE} anchor="middle">
            the node’s stack
          </Word>
        </Box>
        <Cable
          points={[
            [140, 98],
            [140, 160],
          ]}
          lit
        />
      </Node>
    </Drawing>
  );
}

function Two(): ReactNode {
  return (
    <Drawing {...CANVAS} label="One node, two namespaces plugged into a bridge. The bridge is lit.">
      <Node name="node" hue={hueOf('2-single-node')} {...ALONE}>
        <Con name="con1" x={20} y={50} width={100} />
        <Con name="con2" x={160} y={50} width={100} />
        <Labelled kind="bridge" bold lit size={SIZE} x={18} y={160} width={244} height={50}>
          br0
        </Labelled>
        {[70, 210].map((x) => (
          <Cable
            key={x}
            points={[
              [x, 98],
              [x, 160],
            ]}
          />
        ))}
      </Node>
    </Drawing>
  );
}

function Three(): ReactNode {
  return (
    <Drawing
      {...CANVAS}
      label="Two such nodes on one segment, and an arrow from port to port: one node is the next hop of the other. The arrow is lit."
    >
      <Segment x={0} width={280} />
      <Pair hues={['3-multi-node-1', '3-multi-node-2']} />
      <Arrow
        points={[
          [NICS[0], FLOOR + 8],
          [NICS[0], WIRE],
          [NICS[1], WIRE],
          [NICS[1], FLOOR + 8],
        ]}
        tone="busy"
      />
    </Drawing>
  );
}

function Four(): ReactNode {
  const hues = ['4-overlay-network-1', '4-overlay-network-2'] as const;
  return (
    <Drawing
      {...CANVAS}
      label="Two such nodes, each with a process, on two segments with a router between them, and a tunnel between the processes, past the router. The tunnel is lit."
    >
      <Segment x={0} width={94} />
      <Segment x={186} width={94} />
      <Labelled kind="outside" mono={false} size={SIZE} x={94} y={WIRE - 18} width={92} height={36}>
        router
      </Labelled>
      <Port at={[94, WIRE]} />
      <Port at={[186, WIRE]} />
      <Pair hues={hues} />
      <g className="tube">
        <path d="M100 147H180" />
      </g>
      {hues.map((name, index) => (
        <g key={name} data-hue={hueOf(name)}>
          <Box kind="process" lit x={74 + index * 98} y={131} width={32} height={32} />
        </g>
      ))}
      <Arrow
        points={[
          [109, 147],
          [170, 147],
        ]}
        tone="busy"
        dotted
      />
    </Drawing>
  );
}

/** One layer 2 segment, without its name. */
function Segment({ x, width }: { readonly x: number; readonly width: number }): ReactNode {
  return <Box kind="bus" x={x} y={WIRE - 11} width={width} height={22} />;
}

/** Two nodes of two namespaces each, plugged into what is below them. */
function Pair({ hues }: { readonly hues: readonly [string, string] }): ReactNode {
  return (
    <>
      {hues.map((name, index) => {
        const x = index * 148;
        const nic = NICS[index] ?? 0;
        return (
          <Node
            key={name}
            name={`node ${index + 1}`}
            hue={hueOf(name)}
            size={SIZE}
            x={x + 2}
            y={2}
            width={128}
            height={FLOOR - 2}
          >
            <Box kind="bridge" x={x + 12} y={102} width={108} height={22} />
            {[0, 1].map((at) => (
              <Box key={at} kind="namespace" x={x + 12 + at * 58} y={42} width={50} height={36}>
                <Cable
                  points={[
                    [x + 37 + at * 58, 78],
                    [x + 37 + at * 58, 102],
                  ]}
                />
              </Box>
            ))}
            <Cable
              points={[
                [nic, FLOOR],
                [nic, WIRE - 11],
              ]}
              kind="uplink"
            />
          </Node>
        );
      })}
    </>
  );
}

interface ConProps {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

function Con({ name, x, y, width }: ConProps): ReactNode {
  return (
    <Box kind="namespace" x={x} y={y} width={width} height={48}>
      <Word x={x + width / 2} y={y + 31} size={SIZE} mono anchor="middle">
        {name}
      </Word>
    </Box>
  );
}
