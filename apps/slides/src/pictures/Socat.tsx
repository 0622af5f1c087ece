import type { ReactNode } from 'react';
import { Comparison } from './Comparison.tsx';
import type { PictureProps } from './Comparison.tsx';
import { Box, Labelled } from './marks/boxes.tsx';
import { Drawing } from './marks/Drawing.tsx';
import { Arrow, Port } from './marks/lines.tsx';
import type { Spot } from './marks/lines.tsx';
import { Word } from './marks/Word.tsx';

const ENDS = ['file', 'pipe', 'terminal', 'TCP port', 'UDP port', 'Unix socket', 'tun device'];

/** socat between any two ends, and between the two that we need. */
export function Socat({ words }: PictureProps): ReactNode {
  return <Comparison words={words} left={<Anything />} right={<Ours />} />;
}

function Anything(): ReactNode {
  return (
    <Drawing
      width={440}
      height={272}
      label="socat in the middle, and on either side all that it can join: a file, a pipe, a terminal, a TCP port, a UDP port, a Unix socket, a tun device."
    >
      <g data-hue="none">
        {[0, 306].map((x) =>
          ENDS.map((end, index) => {
            const y = 19 + index * 39;
            const inner: Spot = x === 0 ? [134, y] : [306, y];
            return (
              <g key={end}>
                <path className="joint" d={`M${inner[0]} ${y}L${x === 0 ? 176 : 264} 136`} />
                <Labelled
                  kind="stack"
                  mono={false}
                  size={20}
                  x={x + 1}
                  y={y - 17}
                  width={132}
                  height={34}
                >
                  {end}
                </Labelled>
              </g>
            );
          }),
        )}
      </g>
      <g data-hue="purple">
        <Labelled kind="process" bold x={162} y={108} width={116} height={56}>
          socat
        </Labelled>
      </g>
    </Drawing>
  );
}

function Ours(): ReactNode {
  return (
    <Drawing
      width={440}
      height={272}
      label="On the node, socat between the interface tun0 and a UDP socket. Packets from tun0 leave as UDP to 10.0.0.20 port 9000, and what arrives there comes out of tun0."
    >
      <g data-hue="purple">
        <Box kind="node" x={2} y={2} width={436} height={186}>
          <Word x={16} y={32} size={20} bold tone="hue">
            node 1
          </Word>
        </Box>
        <Labelled kind="stack" mono={false} x={16} y={76} width={112} height={92}>
          kernel
        </Labelled>
        <Port at={[128, 122]} />
        <Word x={120} y={66} size={20} mono bold anchor="middle">
          tun0
        </Word>
        <Labelled kind="process" bold x={222} y={94} width={130} height={56}>
          socat
        </Labelled>
        <Arrow
          points={[
            [142, 112],
            [218, 112],
          ]}
          tone="ink"
        />
        <Arrow
          points={[
            [218, 133],
            [140, 133],
          ]}
          tone="ink"
        />
        <Word x={287} y={80} size={20} anchor="middle" tone="dim">
          UDP 9000
        </Word>
        <Arrow
          points={[
            [352, 114],
            [392, 114],
            [392, 214],
          ]}
          tone="busy"
          dotted
        />
        <Arrow
          points={[
            [372, 214],
            [372, 134],
            [356, 134],
          ]}
          tone="busy"
          dotted
        />
      </g>
      <g data-hue="orange">
        <Box kind="node" x={196} y={218} width={242} height={50}>
          <Word x={317} y={250} size={20} mono bold anchor="middle">
            10.0.0.20:9000
          </Word>
        </Box>
      </g>
    </Drawing>
  );
}
