import type { ReactNode } from 'react';
import { hueOf } from '../look/hue.ts';
import type { Hue } from '../look/hue.ts';
import { Comparison } from './Comparison.tsx';
import type { PictureProps } from './Comparison.tsx';
import { Labelled, Namespace, Node } from './marks/boxes.tsx';
import { Drawing, useTall } from './marks/Drawing.tsx';
import { Arrow, Cable, Port } from './marks/lines.tsx';
import type { Spot } from './marks/lines.tsx';
import { Word } from './marks/Word.tsx';

const FIRST = {
  hue: hueOf('3-multi-node-1'),
  nic: '10.0.0.10',
  pods: ['172.16.0.2', '172.16.0.3'],
} as const;

const SECOND = {
  hue: hueOf('3-multi-node-2'),
  nic: '10.0.0.20',
  pods: ['172.16.1.2', '172.16.1.3'],
} as const;

/** Docker gives out the same ones on every node. */
const CONTAINERS = ['172.17.0.2', '172.17.0.3'] as const;

/** From and to, as it stands on the packet between the nodes. */
const DIRECT = { from: FIRST.pods[1], to: SECOND.pods[1] } as const;
const PUBLISHED = { from: FIRST.nic, to: `${SECOND.nic}:8080` } as const;

/** The Kubernetes model, and what Docker does unless told otherwise. */
export function Aim({ words }: PictureProps): ReactNode {
  return <Comparison words={words} left={<Kubernetes />} right={<Docker />} />;
}

function Kubernetes(): ReactNode {
  const { first, second, wire, canvas, caption } = usePlaces('pod');
  return (
    <Drawing
      {...canvas}
      label={`Two nodes with two pods each: ${FIRST.pods.join(' and ')} on node 1, ${SECOND.pods.join(' and ')} on node 2. An arrow goes from ${DIRECT.from} straight to ${DIRECT.to}: the addresses on the packet stay.`}
    >
      <Machine name="node 1" hue={FIRST.hue} holds="pod" addresses={FIRST.pods} place={first} />
      <Machine name="node 2" hue={SECOND.hue} holds="pod" addresses={SECOND.pods} place={second} />
      <Way points={[first.port, ...wire, second.port]} tone="good" />
      <Word {...caption} size={21} mono bold tone="good">
        {caption.anchor === 'middle'
          ? `${DIRECT.from} → ${DIRECT.to}, all the way`
          : [`${DIRECT.from} →`, DIRECT.to]}
      </Word>
    </Drawing>
  );
}

function Docker(): ReactNode {
  const { first, second, wire, canvas, caption } = usePlaces('container');
  const shared = { holds: 'container', addresses: CONTAINERS } as const;
  return (
    <Drawing
      {...canvas}
      label={`Two nodes, ${FIRST.nic} and ${SECOND.nic}, with two containers each, and the same addresses on both: ${CONTAINERS.join(' and ')}. A packet from ${CONTAINERS[1]} leaves node 1 with its source changed to ${PUBLISHED.from}, and enters node 2 by a published port, ${PUBLISHED.to}.`}
    >
      <Machine name={`node 1 · ${FIRST.nic}`} hue={FIRST.hue} {...shared} place={first} />
      <Machine name={`node 2 · ${SECOND.nic}`} hue={SECOND.hue} {...shared} place={second} />
      <Way points={[first.port, first.nic]} tone="bad" />
      <Way points={[first.nic, ...wire, second.nic]} tone="bad" />
      <Way points={[second.nic, second.port]} tone="bad" />
      <Word {...caption} size={21} mono bold tone="bad">
        {caption.anchor === 'middle'
          ? `${PUBLISHED.from} → ${PUBLISHED.to}`
          : [`${PUBLISHED.from} →`, PUBLISHED.to]}
      </Word>
    </Drawing>
  );
}

const POD = { height: 74, gap: 12 } as const;
const BRIDGE = { height: 36 } as const;
const PADDING = 9;

type Kind = 'pod' | 'container';

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The heights within it; pods have no bridge of their node's own. */
  readonly pods: number;
  readonly bridge: number | null;
  /** Of the pod that sends or receives, and of its node. */
  readonly port: Spot;
  readonly nic: Spot;
}

/** The nodes side by side with their way out below; on a phone above each other, face to face. */
function usePlaces(kind: Kind) {
  const bridged = kind === 'container';
  return useTall() ? facing(bridged) : abreast(bridged);
}

function abreast(bridged: boolean) {
  const lane = 316;
  const place = (x: number): Place => {
    const [y, width, height] = [2, 286, 260];
    const pods = y + (bridged ? 46 : 92);
    const line = x + width - PADDING - podWidth(width) / 2;
    return {
      x,
      y,
      width,
      height,
      pods,
      bridge: bridged ? 190 : null,
      port: [line, pods + POD.height],
      nic: [line, y + height],
    };
  };
  const [first, second] = [place(2), place(302)];
  const wire: readonly Spot[] = [
    [first.nic[0], lane],
    [second.nic[0], lane],
  ];
  return {
    first,
    second,
    wire,
    canvas: { width: 590, height: 372 },
    caption: { x: 295, y: 358, anchor: 'middle' },
  } as const;
}

function facing(bridged: boolean) {
  const [x, width] = [2, 336];
  const height = bridged ? 238 : 134;
  const line = x + width - PADDING - podWidth(width) / 2;
  const [top, bottom] = [2, 2 + height + 84];
  const [high, low] = [top + 46, bottom + (bridged ? 138 : 46)];
  const first: Place = {
    x,
    y: top,
    width,
    height,
    pods: high,
    bridge: bridged ? top + 164 : null,
    port: [line, high + POD.height],
    nic: [line, top + height],
  };
  const second: Place = {
    x,
    y: bottom,
    width,
    height,
    pods: low,
    bridge: bridged ? bottom + 52 : null,
    port: [line, low],
    nic: [line, bottom],
  };
  return {
    first,
    second,
    wire: [],
    canvas: { width: 340, height: bottom + height + 2 },
    caption: { x: 16, y: top + height + 36, anchor: 'start' },
  } as const;
}

function podWidth(width: number): number {
  return (width - 2 * PADDING - POD.gap) / 2;
}

interface MachineProps {
  readonly name: string;
  readonly hue: Hue;
  readonly holds: Kind;
  readonly addresses: readonly string[];
  readonly place: Place;
}

function Machine({ name, hue, holds, addresses, place }: MachineProps): ReactNode {
  const { x, y, width, height, pods, bridge } = place;
  const each = podWidth(width);
  return (
    <Node name={name} hue={hue} {...{ x, y, width, height }}>
      {bridge !== null && (
        <Labelled
          kind="bridge"
          x={x + PADDING}
          y={bridge}
          width={width - 2 * PADDING}
          height={BRIDGE.height}
        >
          docker0
        </Labelled>
      )}
      {addresses.map((address, index) => {
        const left = x + PADDING + index * (each + POD.gap);
        return (
          <Namespace
            key={address}
            name={holds}
            address={address}
            size={19}
            x={left}
            y={pods}
            width={each}
            height={POD.height}
          >
            {bridge !== null && (
              <Cable
                points={
                  bridge > pods
                    ? [
                        [left + each / 2, pods + POD.height],
                        [left + each / 2, bridge],
                      ]
                    : [
                        [left + each / 2, pods],
                        [left + each / 2, bridge + BRIDGE.height],
                      ]
                }
              />
            )}
          </Namespace>
        );
      })}
    </Node>
  );
}

interface WayProps {
  readonly points: readonly [Spot, ...Spot[]];
  readonly tone: 'good' | 'bad';
}

/** A packet's upright way from port to port; its tip is to be seen before the port. */
function Way({ points, tone }: WayProps): ReactNode {
  const [from] = points;
  const to = points.at(-1) ?? from;
  const before = points.at(-2) ?? from;
  const tip: Spot = [to[0], to[1] - 8 * Math.sign(to[1] - before[1])];
  return (
    <>
      <Arrow points={[...points.slice(0, -1), tip]} tone={tone} />
      <Port at={from} />
      <Port at={to} />
    </>
  );
}
