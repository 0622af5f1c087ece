import type { LabStep, NodeView } from '@netstage/protocol';
import type { ReactNode } from 'react';
import { LabChip } from '../app/LabChip.tsx';
import { useStage } from '../app/talk-context.ts';
import { hueOf } from '../look/hue.ts';

const linkWords = { booting: 'booting', away: 'agent away' } as const;

/** Every node of every step: how its lab stands and whether its agent is there. */
export function LabPanel({ step: shown }: { readonly step: number | null }): ReactNode {
  const lab = useStage((stage) => stage.lab);
  const nodes = useStage((stage) => stage.nodes);
  return (
    <ul className="lab-panel" data-testid="lab-panel">
      {lab?.map((step) => (
        <Step key={step.step} step={step} nodes={nodes ?? {}} shown={step.step === shown} />
      ))}
      {lab?.length === 0 && <li>There is no lab under this talk.</li>}
    </ul>
  );
}

interface StepProps {
  readonly step: LabStep;
  readonly nodes: Readonly<Record<string, NodeView>>;
  readonly shown: boolean;
}

function Step({ step, nodes, shown }: StepProps): ReactNode {
  return (
    <li data-shown={shown || undefined}>
      <div className="lab-step">
        <b>Step {step.step}</b>
        <LabChip step={step.step} />
      </div>
      <ul>
        {step.nodes.map(({ name, address }) => {
          const link = nodes[name]?.link;
          const namespaces = Object.values(nodes[name]?.state?.namespaces ?? {});
          const inner = namespaces.filter(({ kind }) => kind !== 'node');
          const names = inner.flatMap(({ names }) => names).join(', ');
          return (
            <li key={name} className="lab-node" data-hue={hueOf(name)} data-link={link?.status}>
              <span className="node-name">{name}</span>
              <span className="node-address">{address}</span>
              {link?.status !== 'here' && (
                <span className="node-link">
                  {linkWords[link?.status ?? 'booting']}
                  {link?.status === 'away' && `: ${link.reason}`}
                </span>
              )}
              <span className="node-holds">{names === '' ? 'clean' : names}</span>
            </li>
          );
        })}
      </ul>
    </li>
  );
}
