import type { ReactNode } from 'react';
import { useMayAct } from '../app/talk-context.ts';
import { PaceSelector } from '../cue/PaceSelector.tsx';
import { DiagramPane } from '../diagram/DiagramPane.tsx';
import { RunningScript, useRunningLine } from '../script/RunningScript.tsx';
import { NamespaceTables } from '../tables/NamespaceTables.tsx';
import { stepOf } from '../talk/model.ts';
import type { SlideWords } from '../talk/model.ts';
import type { Live } from '../talk/stage.ts';
import { TerminalPane } from '../terminal/TerminalPane.tsx';
import { Cues } from './Cues.tsx';
import { isWide, plannedSize } from './planned-size.ts';
import { Sheet } from './Sheet.tsx';
import { Words } from './Words.tsx';

interface Props {
  readonly words: SlideWords;
  readonly stage: Live;
}

/** The network as it is now, with shells beside it or below, and the commands to run in them. */
export function LiveSlide({ words, stage }: Props): ReactNode {
  const mayAct = useMayAct();
  const step = stepOf(words.section);
  const running = useRunningLine(
    words.body.flatMap((block) => (block.kind === 'running' ? block.cues : [])),
  );
  const wide = isWide(words, stage);
  const planned = plannedSize(words, stage);
  const told = words.body.filter(({ kind }) => kind !== 'running');
  const spoken = told.map((block) => <Words key={JSON.stringify(block)} block={block} />);
  // A sentence stands beside the chips; more than that has a pane of its own.
  const brief = told.every(({ kind }) => kind === 'statement');
  const shells = stage.terminals.length > 0;
  const shape = shapeOf(shells, wide, told.length > 0);
  const tables = stage.view === 'tables' && stage.tables !== undefined;

  return (
    <Sheet words={words} tight={wide}>
      {mayAct && words.cues.some((cue) => cue.pace === 'paced') && <PaceSelector />}
      <div className={`live live-${shape} ${tables ? 'has-tables' : ''}`}>
        {!shells && told.length > 0 && <div className="live-words">{spoken}</div>}
        <Seen stage={stage} step={step} />
        {shells && (
          <div className="live-terminals">
            {!brief && <div className="live-words">{spoken}</div>}
            {stage.terminals.map((terminal) => (
              <TerminalPane key={terminal} terminal={terminal} planned={planned} />
            ))}
            {running && step !== null && <RunningScript step={step} at={running} />}
          </div>
        )}
      </div>
      <Cues words={words}>{shells && brief && told.length > 0 && spoken}</Cues>
    </Sheet>
  );
}

/** `beside` a terminal, `over` the terminals of two nodes, `told` beside words, or `alone`. */
function shapeOf(shells: boolean, wide: boolean, told: boolean): string {
  if (!shells) return told ? 'told' : 'alone';
  return wide ? 'over' : 'beside';
}

function Seen({ stage, step }: { readonly stage: Live; readonly step: number | null }): ReactNode {
  if (stage.view !== 'tables' || !stage.tables)
    return <DiagramPane nodes={stage.nodes} step={step} />;
  const compact = stage.tables.length > 1;
  return (
    <div className={compact ? 'live-tables is-compact' : 'live-tables'}>
      {stage.tables.map(({ node, namespace }) => (
        <NamespaceTables
          key={`${node} ${namespace ?? ''}`}
          node={node}
          namespace={namespace}
          step={step}
          compact={compact}
        />
      ))}
    </div>
  );
}
