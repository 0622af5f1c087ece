import type { ReactNode } from 'react';
import { hueOf } from '../look/hue.ts';
import { ShareCard } from '../share/ShareCard.tsx';
import { Words } from '../slides/Words.tsx';
import type { PictureProps } from './Comparison.tsx';
import { Labelled, Namespace, Node } from './marks/boxes.tsx';
import { Drawing, useTall } from './marks/Drawing.tsx';
import { Cable } from './marks/lines.tsx';
import { Word } from './marks/Word.tsx';

/** What the talk is, and how to follow it on a screen of one's own. */
export function Join({ words }: PictureProps): ReactNode {
  return (
    <div className="join">
      <div className="join-words">
        {words.body.map((block) => (
          <Words key={JSON.stringify(block)} block={block} />
        ))}
      </div>
      <div className="join-address">
        <ShareCard />
      </div>
      <Ahead />
    </div>
  );
}

/** The network of the last step, faint: where the talk leads. */
function Ahead(): ReactNode {
  const tall = useTall();
  if (tall) return null;
  return (
    <div className="join-ahead" aria-hidden="true">
      <Drawing width={1204} height={190} label="">
        <Labelled kind="bus" x={0} y={158} width={1204} height={26}>
          {' '}
        </Labelled>
        {['4-overlay-network-1', '4-overlay-network-2'].map((name, index) => {
          const x = index * 654;
          return (
            <Node key={name} name="" hue={hueOf(name)} x={x + 1} y={2} width={548} height={128}>
              <Namespace
                name="con1"
                x={x + (index === 0 ? 20 : 288)}
                y={16}
                width={110}
                height={44}
              />
              <Namespace
                name="con2"
                x={x + (index === 0 ? 150 : 418)}
                y={16}
                width={110}
                height={44}
              />
              <Labelled
                kind="bridge"
                x={x + (index === 0 ? 20 : 288)}
                y={86}
                width={240}
                height={30}
              >
                br0
              </Labelled>
              <Cable
                points={[
                  [x + (index === 0 ? 75 : 343), 60],
                  [x + (index === 0 ? 75 : 343), 86],
                ]}
              />
              <Cable
                points={[
                  [x + (index === 0 ? 205 : 473), 60],
                  [x + (index === 0 ? 205 : 473), 86],
                ]}
              />
              <Cable
                points={[
                  [x + (index === 0 ? 40 : 508), 130],
                  [x + (index === 0 ? 40 : 508), 158],
                ]}
                kind="uplink"
              />
              <Tunnel x={x + (index === 0 ? 458 : 90)} />
            </Node>
          );
        })}
        <g data-hue="none">
          <Cable
            points={[
              [518, 36],
              [684, 36],
            ]}
            kind="tunnel"
            lit
          />
        </g>
      </Drawing>
    </div>
  );
}

/** `tun0` on the node's stack, with the process behind it. */
function Tunnel({ x }: { readonly x: number }): ReactNode {
  const port = x - 42;
  return (
    <>
      <Labelled kind="process" bold x={x - 56} y={16} width={112} height={40}>
        socat
      </Labelled>
      <Labelled kind="stack" mono={false} x={x - 70} y={88} width={140} height={30}>
        stack
      </Labelled>
      <Cable
        points={[
          [port, 88],
          [port, 56],
        ]}
        kind="uplink"
      />
      <Word x={port + 16} y={80} size={20} mono>
        tun0
      </Word>
    </>
  );
}
