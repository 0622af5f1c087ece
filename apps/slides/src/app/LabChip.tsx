import type { LabStep } from '@netstage/protocol';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from '../follow/use-store.ts';
import { useMayAct, useStage, useTalk } from './talk-context.ts';

/** Ms in which a second click means it. */
const SURE = 4_000;

const words: Readonly<Record<LabStep['status'], string>> = {
  down: 'lab down',
  booting: 'lab booting…',
  up: 'lab up',
  resetting: 'lab starting anew…',
  failed: 'lab failed',
};

/** How the lab of this step stands; on the stage it can be started anew. */
export function LabChip({ step }: { readonly step: number }): ReactNode {
  const { link } = useTalk();
  const mayAct = useMayAct();
  const live = useStore(link.talk, ({ connection }) => connection.status === 'live');
  const lab = useStage((stage) => stage.lab.find((one) => one.step === step));
  const [asked, setAsked] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);

  useEffect(() => {
    if (!asked) return;
    const timer = setTimeout(() => setAsked(false), SURE);
    return () => clearTimeout(timer);
  }, [asked]);

  // What it was when the connection was lost it may be no more.
  if (!lab || !live) return null;
  const reset = () => {
    setAsked(!asked);
    setRefused(null);
    if (!asked) return;
    void link.actions
      ?.reset(step)
      .then((answer) => setRefused(answer.ok ? null : answer.refusal.message));
  };
  const trouble = refused ?? lab.reason;
  return (
    <span className="lab-chip" data-testid="lab" data-status={lab.status}>
      <span>{words[lab.status]}</span>
      {trouble !== null && <span className="lab-trouble">{trouble}</span>}
      {mayAct && (lab.status === 'up' || lab.status === 'failed' || lab.status === 'down') && (
        <button type="button" data-testid="lab-reset" onClick={reset}>
          {asked ? 'Sure? All shells start anew' : 'Reset'}
        </button>
      )}
    </span>
  );
}
