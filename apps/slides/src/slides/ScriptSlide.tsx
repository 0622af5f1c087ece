import type { TerminalId } from '@netstage/protocol';
import type { ReactNode } from 'react';
import { useMayAct, useStage } from '../app/talk-context.ts';
import { useSlide } from '../deck/slide-context.ts';
import { DiagramPane } from '../diagram/DiagramPane.tsx';
import { RecordedPane } from '../recorded/RecordedPane.tsx';
import { Made } from '../script/Made.tsx';
import { ScriptLines } from '../script/ScriptLines.tsx';
import { useWalk } from '../script/use-walk.ts';
import { LineRun } from '../script/LineRun.tsx';
import { isLineOf } from '../script/line-cue.ts';
import type { Script } from '../talk/body.ts';
import type { SlideWords } from '../talk/model.ts';
import type { Live } from '../talk/stage.ts';
import { TerminalPane } from '../terminal/TerminalPane.tsx';
import { shownFor } from '../terminal/successor.ts';
import { Cues } from './Cues.tsx';
import { plannedSize } from './planned-size.ts';
import { Sheet } from './Sheet.tsx';
import { Text } from './Text.tsx';

interface Props {
  readonly words: SlideWords;
  readonly stage: Live;
  readonly block: Script;
}

/** What a script does: it names the addresses, it builds the network, or it tests it. */
const SHAPES = { 'env.sh': 'names', 'setup.sh': 'builds', 'test.sh': 'runs' } as const;

/** A script from the real file, told group by group, beside what it makes or where it runs. */
export function ScriptSlide({ words, stage, block }: Props): ReactNode {
  const { near } = useSlide();
  const walk = useWalk(block);
  const planned = plannedSize(words, stage);
  const [terminal] = stage.terminals;
  const marked = useMarked(terminal);
  if (!walk) return null;
  const { lines, common, group, part } = walk;
  const builds = block.file === 'setup.sh';
  const lit = lines.slice(group.from, group.to + 1);
  return (
    <Sheet words={words}>
      <div className={`walk walk-${SHAPES[block.file]}`} data-testid="script-walk">
        <div className="walk-told">
          <ScriptLines
            lines={lines}
            common={common}
            from={group.from}
            to={group.to}
            marked={builds && marked}
          >
            {(line) =>
              builds &&
              terminal !== undefined && <LineRun line={line} script={lines} terminal={terminal} />
            }
          </ScriptLines>
          <div className="walk-says">
            <p className="walk-caption">
              <Text>{part.caption}</Text>
            </p>
            {builds && near && <Made node={stage.nodes[0] ?? ''} lines={lit} />}
          </div>
          <Cues words={words} />
        </div>
        {builds && <Built stage={stage} step={block.step} line={group.to + 1} />}
        <div className="live-terminals">
          {stage.terminals.map((id) => (
            <TerminalPane key={id} terminal={id} planned={planned} />
          ))}
        </div>
      </div>
    </Sheet>
  );
}

/** Whether lines have marks before them: who may run them does, and all see how they went. */
function useMarked(terminal: TerminalId | undefined): boolean {
  const mayAct = useMayAct();
  const ran = useStage(
    ({ cues }) => terminal !== undefined && Object.keys(cues).some((id) => isLineOf(id, terminal)),
  );
  return mayAct || ran === true;
}

interface BuiltProps {
  readonly stage: Live;
  readonly step: Script['step'];
  readonly line: number;
}

/** The network as the lines so far leave it; once one of them was run here, as it is now. */
function Built({ stage, step, line }: BuiltProps): ReactNode {
  const [terminal] = stage.terminals;
  const ran = useStage(({ terminals }) => {
    const cue = terminal && terminals[shownFor(terminals, terminal)]?.run?.cue;
    return typeof cue === 'string' && isLineOf(cue, terminal ?? '');
  });
  if (ran === true) return <DiagramPane nodes={stage.nodes} step={step} />;
  return (
    <RecordedPane
      step={step}
      frame={line}
      nodes={stage.nodes}
      note="recorded, as the lines so far leave it"
    />
  );
}
