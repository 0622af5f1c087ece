import type { ReactNode } from 'react';
import { useStage } from '../app/talk-context.ts';
import { hueOf } from '../look/hue.ts';
import type { SlideWords } from '../talk/model.ts';
import { Text } from './Words.tsx';

const stateWords = {
  down: 'down',
  booting: 'booting…',
  up: 'up',
  resetting: 'starting anew…',
  failed: 'failed',
} as const;

/** The title, and the nodes that the talk stands on as they are now. */
export function TitleSlide({ words }: { readonly words: SlideWords }): ReactNode {
  const lab = useStage((stage) => stage.lab);
  const [statement] = words.body;
  return (
    <div className="sheet title-sheet" data-testid={`slide-${words.id}`}>
      <Cable />
      <h1>{words.title}</h1>
      {statement?.kind === 'statement' && (
        <p className="lead">
          <Text>{statement.text}</Text>
        </p>
      )}
      {lab && lab.length > 0 && (
        <ul className="lab-nodes" aria-label="The lab's nodes">
          {lab.flatMap((step) =>
            step.nodes.map((node) => (
              <li key={node.name} data-hue={hueOf(node.name)} data-status={step.status}>
                <span className="node-name">{node.name}</span>
                <span className="node-address">{node.address}</span>
                <span className="node-state">{stateWords[step.status]}</span>
              </li>
            )),
          )}
        </ul>
      )}
    </div>
  );
}

/** Two plugs and a cable: the one thing the whole talk is made of. */
function Cable(): ReactNode {
  return (
    <svg className="title-cable" viewBox="0 0 520 150" aria-hidden="true">
      <rect className="cable-node" x="4" y="14" width="200" height="122" rx="18" />
      <rect className="cable-namespace" x="330" y="30" width="172" height="90" rx="12" />
      <path className="cable-wire" d="M204 75H330" />
      <circle className="cable-plug" cx="204" cy="75" r="11" />
      <circle className="cable-plug" cx="330" cy="75" r="11" />
    </svg>
  );
}
