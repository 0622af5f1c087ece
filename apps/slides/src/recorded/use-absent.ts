import type { StageState } from '@netstage/protocol';
import { useEffect, useState } from 'react';
import { useStage, useTalk } from '../app/talk-context.ts';
import { useStore } from '../follow/use-store.ts';

/** Ms without a hub after which the deck stops waiting for one: it was opened by itself. */
const PATIENCE = 4_000;

/** The step that a node belongs to: its name begins with the step's number. */
export function stepOfNode(node: string): number {
  return Number(node[0]);
}

/** Whether the hub runs no lab for the step, and none of its nodes has ever come from elsewhere. */
function hasNoLab({ lab, nodes }: StageState, step: number | null): boolean {
  const found = lab.find((one) => one.step === step);
  if (!found) return true;
  const heard = found.nodes.some(({ name }) => (nodes[name]?.state ?? null) !== null);
  return found.status === 'down' && !heard;
}

/** Whether this step has no lab to show: the hub runs none, or there is no hub at all. */
export function useAbsent(step: number | null): boolean {
  const { link } = useTalk();
  const alone = useStore(link.talk, ({ stage }) => stage === null);
  const lost = useStore(link.talk, ({ connection }) => connection.status === 'lost');
  const labless = useStage((stage) => hasNoLab(stage, step)) === true;
  const [waited, setWaited] = useState(false);
  useEffect(() => {
    if (!alone) return;
    const timer = setTimeout(() => setWaited(true), PATIENCE);
    return () => clearTimeout(timer);
  }, [alone]);
  return labless || (alone && (lost || waited));
}

/** Whether there is no lab at all: nothing on any slide is the network of now. */
export function useWithoutLab(): boolean {
  const { link } = useTalk();
  const lost = useStore(
    link.talk,
    ({ stage, connection }) => stage === null && connection.status === 'lost',
  );
  return useStage((stage) => stage.lab.every(({ step }) => hasNoLab(stage, step))) ?? lost;
}
