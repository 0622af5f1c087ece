import type { ReactNode } from 'react';
import { Comparison } from './Comparison.tsx';
import type { PictureProps } from './Comparison.tsx';
import { Labelled } from './marks/boxes.tsx';
import { Drawing } from './marks/Drawing.tsx';
import { Arrow, Port } from './marks/lines.tsx';
import { Packet } from './marks/Packet.tsx';
import { Word } from './marks/Word.tsx';

/** What a process reads from a tun device, and from a tap device. */
export function TunTap({ words }: PictureProps): ReactNode {
  return <Comparison words={words} left={<Device name="tun" />} right={<Device name="tap" />} />;
}

function Device({ name }: { readonly name: 'tun' | 'tap' }): ReactNode {
  const unit = name === 'tun' ? 'an IP packet' : 'an Ethernet frame';
  return (
    <Drawing
      width={440}
      height={286}
      label={`The kernel’s network stack with an interface ${name}0 on its border, and a process behind it. What the stack sends to the interface the process reads, as ${unit}; what the process writes, the stack receives.`}
    >
      <g data-hue="purple">
        <Labelled kind="stack" mono={false} x={2} y={2} width={436} height={58}>
          the kernel’s network stack
        </Labelled>
        <Port at={[220, 60]} />
        <Word x={236} y={86} size={21} mono bold>
          {`${name}0`}
        </Word>
        <Arrow
          points={[
            [205, 76],
            [205, 216],
          ]}
          tone="ink"
        />
        <Arrow
          points={[
            [235, 216],
            [235, 100],
          ]}
          tone="ink"
        />
        <Labelled kind="process" mono={false} bold x={130} y={222} width={180} height={58}>
          a process
        </Labelled>
        <Unit name={name} x={10} />
        <Unit name={name} x={252} />
        <Word x={98} y={206} size={20} anchor="middle" tone="dim">
          it reads
        </Word>
        <Word x={340} y={206} size={20} anchor="middle" tone="dim">
          it writes
        </Word>
      </g>
    </Drawing>
  );
}

function Unit({ name, x }: { readonly name: 'tun' | 'tap'; readonly x: number }): ReactNode {
  if (name === 'tun')
    return <Packet x={x + 8} y={122} width={160} height={48} lines={['IP packet']} size={20} />;
  return (
    <Packet kind="frame" x={x} y={100} width={176} height={84} lines={['frame, MACs']} size={20}>
      <Packet x={x + 8} y={138} width={160} height={38} lines={['IP packet']} size={20} />
    </Packet>
  );
}
