import type { ReactNode } from 'react';
import { hueOf } from '../look/hue.ts';
import { Comparison } from './Comparison.tsx';
import type { PictureProps } from './Comparison.tsx';
import { Labelled, Namespace, Node } from './marks/boxes.tsx';
import { Drawing, useTall } from './marks/Drawing.tsx';
import { Arrow } from './marks/lines.tsx';
import { Word } from './marks/Word.tsx';

const HUES = [hueOf('3-multi-node-1'), hueOf('3-multi-node-2')] as const;

/** The Kubernetes model, and what Docker does unless told otherwise. */
export function Aim({ words }: PictureProps): ReactNode {
  return <Comparison words={words} left={<Kubernetes />} right={<Docker />} />;
}

function Kubernetes(): ReactNode {
  const at = usePlaces();
  return (
    <Drawing
      width={at.width}
      height={at.height}
      label="Two nodes with two pods each: 172.16.0.2 and 172.16.0.3 on node 1, 172.16.1.2 and 172.16.1.3 on node 2. An arrow goes from 172.16.0.3 straight to 172.16.1.2: the addresses on the packet stay."
    >
      {HUES.map((hue, index) => (
        <Machine key={hue} index={index} subnet={`172.16.${index}`} docker={false} />
      ))}
      <Arrow points={at.straight} tone="good" />
      <Word x={at.under[0]} y={at.under[1]} size={at.size} anchor={at.anchor} mono tone="good" bold>
        {at.tall ? ['172.16.0.3 →', '172.16.1.3'] : '172.16.0.3 → 172.16.1.2, all the way'}
      </Word>
    </Drawing>
  );
}

function Docker(): ReactNode {
  const at = usePlaces();
  return (
    <Drawing
      width={at.width}
      height={at.height}
      label="Two nodes, 10.0.0.10 and 10.0.0.20, with two containers each, and the same addresses on both: 172.17.0.2 and 172.17.0.3. An arrow leaves node 1 with its source changed to 10.0.0.10, and enters node 2 by a published port, 10.0.0.20:8080."
    >
      {HUES.map((hue, index) => (
        <Machine key={hue} index={index} subnet="172.17.0" docker />
      ))}
      <Arrow points={at.out} tone="bad" />
      <Arrow points={at.in} tone="bad" />
      <Word x={at.under[0]} y={at.under[1]} size={at.size} anchor={at.anchor} mono tone="bad" bold>
        {at.tall ? ['10.0.0.10 →', '10.0.0.20:8080'] : '10.0.0.10 → 10.0.0.20:8080'}
      </Word>
    </Drawing>
  );
}

function usePlaces() {
  const tall = useTall();
  return tall
    ? ({
        tall,
        width: 300,
        height: 400,
        size: 20,
        under: [16, 192],
        anchor: 'start',
        straight: [
          [222, 122],
          [222, 274],
        ],
        out: [
          [222, 122],
          [222, 192],
        ],
        in: [
          [222, 204],
          [222, 274],
        ],
      } as const)
    : ({
        tall,
        width: 590,
        height: 270,
        size: 21,
        under: [295, 262],
        anchor: 'middle',
        straight: [
          [214, 142],
          [214, 222],
          [376, 222],
          [376, 146],
        ],
        out: [
          [214, 142],
          [214, 222],
          [288, 222],
        ],
        in: [
          [300, 222],
          [376, 222],
          [376, 146],
        ],
      } as const);
}

interface MachineProps {
  readonly index: number;
  readonly subnet: string;
  readonly docker: boolean;
}

function Machine({ index, subnet, docker }: MachineProps): ReactNode {
  const { tall } = usePlaces();
  const x = tall ? 2 : 2 + index * 300;
  const y = tall ? 2 + index * 234 : 2;
  const name = docker ? `node ${index + 1} · 10.0.0.${index + 1}0` : `node ${index + 1}`;
  return (
    <Node
      name={name}
      hue={HUES[index] ?? null}
      size={20}
      x={x}
      y={y}
      width={tall ? 296 : 286}
      height={tall ? 150 : 178}
    >
      {[2, 3].map((host, at) => (
        <Namespace
          key={host}
          name={docker ? 'container' : 'pod'}
          address={`${subnet}.${host}`}
          size={20}
          x={x + 8 + at * (tall ? 142 : 137)}
          y={y + 42}
          width={tall ? 138 : 133}
          height={docker ? 64 : 96}
        />
      ))}
      {docker && (
        <Labelled
          kind="bridge"
          size={18}
          x={x + 8}
          y={y + (tall ? 114 : 132)}
          width={tall ? 280 : 270}
          height={tall ? 28 : 34}
        >
          docker0
        </Labelled>
      )}
    </Node>
  );
}
