import { useEffect, useMemo, useRef } from 'react';
import type { ReactNode } from 'react';
import { useSlide } from '../deck/slide-context.ts';
import { madeBy } from '../recorded/origins.ts';
import { RecordedPane } from '../recorded/RecordedPane.tsx';
import { Text } from '../slides/Words.tsx';
import type { Script } from '../talk/body.ts';
import { scriptOf } from './files.ts';
import { commonLines, groupOf } from './groups.ts';
import type { ScriptLine } from './tokenize.ts';

/** The node whose run of the script is told; the other node of a step has the same script. */
const nodes = {
  1: ['1-network-namespace'],
  2: ['2-single-node'],
  3: ['3-multi-node-1'],
  4: ['4-overlay-network-1'],
} as const;

interface Props {
  readonly block: Script;
  /** The recorded network beside the script, as it is after the group that is being told. */
  readonly picture: boolean;
}

/** A script from the real file, walked group by group: one lit, what the step before had dimmed. */
export function ScriptWalk({ block, picture }: Props): ReactNode {
  const { fragment, near } = useSlide();
  const lines = scriptOf(block.step, block.file);
  const common = useMemo(() => {
    const before = block.against === undefined ? null : scriptOf(block.against, block.file);
    return lines && before ? commonLines(lines, before) : new Set<number>();
  }, [lines, block.against, block.file]);
  const told = Math.min(fragment + 1, block.parts.length - 1);
  const part = block.parts[told];
  const group = lines && part ? groupOf(lines, part.line) : null;
  if (!lines || !part || !group) return null;
  return (
    <div className={picture ? 'walk walk-pictured' : 'walk'} data-testid="script-walk">
      <div className="walk-told">
        <Lines lines={lines} common={common} from={group.from} to={group.to} />
        <p className="walk-caption">
          <Text>{part.caption}</Text>
        </p>
        {picture && near && (
          <Made node={nodes[block.step][0]} lines={lines.slice(group.from, group.to + 1)} />
        )}
      </div>
      {picture && (
        <RecordedPane
          step={block.step}
          frame={group.to + 1}
          nodes={nodes[block.step]}
          note="recorded, as the lines so far leave it"
        />
      )}
    </div>
  );
}

interface LinesProps {
  readonly lines: readonly ScriptLine[];
  readonly common: ReadonlySet<number>;
  readonly from: number;
  readonly to: number;
}

function Lines({ lines, common, from, to }: LinesProps): ReactNode {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const [first, last] = [from, to].map((index) => list.current?.children[index]);
    if (!list.current || !(first instanceof HTMLElement) || !(last instanceof HTMLElement)) return;
    const middle = (first.offsetTop + last.offsetTop + last.offsetHeight) / 2;
    list.current.scrollTop = Math.max(0, middle - list.current.clientHeight / 2);
  }, [from, to]);
  return (
    <ol className="walk-lines" ref={list}>
      {lines.map((line, index) => (
        <li
          key={line.number}
          data-line={line.number}
          data-lit={index >= from && index <= to}
          data-common={common.has(index)}
        >
          <code>
            {line.tokens.map((token) => (
              <span key={token.at} className={`tok-${token.kind}`}>
                {token.text}
              </span>
            ))}
          </code>
        </li>
      ))}
    </ol>
  );
}

/** What these lines made, as found by running the script line by line. */
function Made({ node, lines }: { readonly node: string; readonly lines: readonly ScriptLine[] }) {
  const made = new Set(lines.flatMap(({ number }) => madeBy(number, node)));
  if (made.size === 0) return null;
  return (
    <p className="walk-made" data-testid="made">
      made or changed: {[...made].join(', ')}
    </p>
  );
}
