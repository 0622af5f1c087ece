import type { ReactNode } from 'react';
import { Chips } from '../cue/Chips.tsx';
import { Because } from '../cue/Because.tsx';
import { PaceSelector } from '../cue/PaceSelector.tsx';
import { useMayAct } from '../app/talk-context.ts';
import { Outcomes } from '../cue/Outcomes.tsx';
import { DiagramPane } from '../diagram/DiagramPane.tsx';
import { useSlide } from '../deck/slide-context.ts';
import { ScriptWalk } from '../script/ScriptWalk.tsx';
import { RunningScript, useRunningLine } from '../script/RunningScript.tsx';
import { stepOf } from '../talk/model.ts';
import type { SlideWords } from '../talk/model.ts';
import type { Live } from '../talk/stage.ts';
import { NamespaceTables } from '../tables/NamespaceTables.tsx';
import { TerminalPane } from '../terminal/TerminalPane.tsx';
import { isWide, plannedSize } from './planned-size.ts';
import { Sheet } from './Sheet.tsx';
import { Words } from './Words.tsx';

interface Props {
  readonly words: SlideWords;
  readonly stage: Live;
}

/** The network as it is now, with shells beside it or words. */
export function LiveSlide({ words, stage }: Props): ReactNode {
  const { fragment } = useSlide();
  const mayAct = useMayAct();
  const step = stepOf(words.section);
  const running = useRunningLine(
    words.body.flatMap((block) => (block.kind === 'running' ? block.cues : [])),
  );
  const cues = words.cues.filter((cue) => cue.fragment <= fragment || cue.fragment < 0);
  const script = words.body.find((block) => block.kind === 'script');
  const told = words.body.filter(({ kind }) => kind !== 'running' && kind !== 'script');
  const spoken = told.map((block) => {
    const key = JSON.stringify(block);
    if (block.kind === 'outcomes') return <Outcomes key={key} block={block} />;
    return <Words key={key} block={block} />;
  });
  const wide = isWide(words, stage);
  const shape = shapeOf(stage, wide, told.length > 0);
  // Two nodes want the height as well: the words stand beside the chips where there is room.
  const brief = told.every(({ kind }) => kind !== 'bullets');
  const aside = wide && words.cues.length <= 2 && told.length > 0 && brief;
  const planned = plannedSize(words, stage);

  return (
    <Sheet words={words} tight={wide}>
      {mayAct && cues.some((cue) => cue.pace === 'paced') && <PaceSelector />}
      {shape !== 'told' && told.length > 0 && !script && !aside && (
        <div className="live-lead">{spoken}</div>
      )}
      <div className={`live live-${shape}`}>
        {shape === 'told' && <div className="live-words">{spoken}</div>}
        {script ? (
          <div className="live-script">
            <ScriptWalk block={script} picture={false} />
            {spoken}
          </div>
        ) : (
          <Seen stage={stage} step={step} />
        )}
        {stage.terminals.length > 0 && (
          <div className="live-terminals">
            {stage.terminals.map((terminal) => (
              <TerminalPane key={terminal} terminal={terminal} planned={planned} />
            ))}
          </div>
        )}
      </div>
      {words.cues.length > 0 && (
        <footer className="live-cues">
          <div inert={running !== null}>
            <Because cues={words.cues} />
            <div className={aside ? 'live-aside' : undefined}>
              <Chips cues={cues} />
              {aside && <div className="live-lead">{spoken}</div>}
            </div>
          </div>
          {running && step !== null && <RunningScript step={step} at={running} />}
        </footer>
      )}
    </Sheet>
  );
}

/** `beside` a terminal, `over` the terminals of two nodes, `told` beside words, or `alone`. */
function shapeOf(stage: Live, wide: boolean, told: boolean): string {
  if (stage.terminals.length === 0) return told ? 'told' : 'alone';
  return wide ? 'over' : 'beside';
}

function Seen({ stage, step }: { readonly stage: Live; readonly step: number | null }): ReactNode {
  if (stage.view !== 'tables' || !stage.tables)
    return <DiagramPane nodes={stage.nodes} step={step} />;
  return (
    <div className="live-tables">
      {stage.tables.map(({ node, namespace }) => (
        <NamespaceTables
          key={`${node} ${namespace ?? ''}`}
          node={node}
          namespace={namespace}
          step={step}
        />
      ))}
    </div>
  );
}
