import type { ReactNode } from 'react';
import { useStage } from '../app/talk-context.ts';
import { columnsOf } from './columns.ts';
import { NetworkDrawing } from './NetworkDrawing.tsx';

interface Props {
  readonly nodes: readonly string[];
  readonly step: number | null;
}

/** The nodes' network as it is now. */
export default function LiveDiagram({ nodes, step }: Props): ReactNode {
  const views = useStage((stage) => stage.nodes);
  const told = nodes.map((node) => views?.[node]?.state ?? null);
  const lab = useStage((stage) => stage.lab.find((one) => one.step === step) ?? null);
  const outside = lab?.underlay.outside ?? null;
  return <NetworkDrawing nodes={nodes} told={told} outside={outside} columns={columnsOf(step)} />;
}
