import type { ReactNode } from 'react';
import { hueOf } from '../look/hue.ts';
import { Text } from '../slides/Text.tsx';
import type { PictureProps } from './Comparison.tsx';
import { Box, Labelled, Node } from './marks/boxes.tsx';
import { Drawing } from './marks/Drawing.tsx';
import { Arrow, Cable } from './marks/lines.tsx';
import { Word } from './marks/Word.tsx';

const DRAWN = [One, Two, Three, Four] as const;

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
    <Drawing width={280} height={230} label="One node, one namespace on a cable. The cable is lit.">
      <Node
        name="node"
        hue={hueOf('1-network-namespace')}
        size={20}
        x={2}
        y={2}
        width={276}
        height={190}
      >
        <Con name="con" x={90} y={38} width={100} />
        <Labelled kind="stack" size={20} mono={false} x={18} y={142} width={244} height={36}>
          the node’s stack
        </Labelled>
        <Cable
          points={[
            [140, 86],
            [140, 142],
          ]}
          lit
        />
      </Node>
    </Drawing>
  );
}

function Two(): ReactNode {
  return (
    <Drawing
      width={280}
      height={230}
      label="One node, two namespaces plugged into a bridge. The bridge is lit."
    >
      <Node name="node" hue={hueOf('2-single-node')} size={20} x={2} y={2} width={276} height={190}>
        <Con name="con1" x={20} y={38} width={100} />
        <Con name="con2" x={160} y={38} width={100} />
        <Labelled kind="bridge" bold lit x={18} y={142} width={244} height={36}>
          br0
        </Labelled>
        <Cable
          points={[
            [70, 86],
            [70, 142],
          ]}
        />
        <Cable
          points={[
            [210, 86],
            [210, 142],
          ]}
        />
      </Node>
    </Drawing>
  );
}

function Three(): ReactNode {
  return (
    <Drawing
      width={280}
      height={230}
      label="Two such nodes on one segment, and an arrow from node to node. The arrow is lit."
    >
      <Pair hues={['3-multi-node-1', '3-multi-node-2']} />
      <Arrow
        points={[
          [66, 182],
          [66, 211],
          [214, 211],
          [214, 186],
        ]}
        tone="busy"
      />
    </Drawing>
  );
}

function Four(): ReactNode {
  return (
    <Drawing
      width={280}
      height={230}
      label="Two such nodes, each with a process, and a tunnel between the processes. The tunnel is lit."
    >
      <Pair hues={['4-overlay-network-1', '4-overlay-network-2']} />
      <g className="tube">
        <path d="M94 165H186" />
      </g>
      <g data-hue={hueOf('4-overlay-network-1')}>
        <Labelled kind="process" lit size={18} x={70} y={148} width={34} height={34}>
          {' '}
        </Labelled>
      </g>
      <g data-hue={hueOf('4-overlay-network-2')}>
        <Labelled kind="process" lit size={18} x={176} y={148} width={34} height={34}>
          {' '}
        </Labelled>
      </g>
      <Arrow
        points={[
          [106, 165],
          [172, 165],
        ]}
        tone="busy"
        dotted
      />
    </Drawing>
  );
}

/** Two nodes of two namespaces each, over one segment. */
function Pair({ hues }: { readonly hues: readonly [string, string] }): ReactNode {
  return (
    <>
      <Labelled kind="bus" x={0} y={202} width={280} height={20}>
        {' '}
      </Labelled>
      {hues.map((name, index) => {
        const x = index * 148;
        return (
          <Node
            key={name}
            name={`node ${index + 1}`}
            hue={hueOf(name)}
            size={20}
            x={x + 2}
            y={2}
            width={128}
            height={186}
          >
            {[0, 1].map((at) => (
              <Con key={at} name="" x={x + 12 + at * 58} y={38} width={50} />
            ))}
            <Box kind="bridge" x={x + 12} y={112} width={108} height={24} />
            <Cable
              points={[
                [x + 37, 82],
                [x + 37, 112],
              ]}
            />
            <Cable
              points={[
                [x + 95, 82],
                [x + 95, 112],
              ]}
            />
            <Cable
              points={[
                [x + (index === 0 ? 30 : 100), 188],
                [x + (index === 0 ? 30 : 100), 202],
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
      <Word x={x + width / 2} y={y + 31} size={20} mono anchor="middle">
        {name}
      </Word>
    </Box>
  );
}
