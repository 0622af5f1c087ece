import type { ReactNode } from 'react';
import { useStage } from '../app/talk-context.ts';
import { Text } from '../slides/Words.tsx';
import type { Outcomes as OutcomesBlock } from '../talk/body.ts';

const marks = { open: '○', held: '✓', broken: '✗' } as const;
const words = { open: 'not tried yet', held: 'held', broken: 'did not hold' } as const;

/** Claims that stand open until their cue has run, and then show whether they held. */
export function Outcomes({ block }: { readonly block: OutcomesBlock }): ReactNode {
  const cues = useStage((stage) => stage.cues);
  return (
    <ul className="outcomes" data-testid="outcomes">
      {block.items.map(({ cue, text }) => {
        const state = cues?.[cue]?.run.state;
        const ended = state?.phase === 'ended' ? state.verdict.held : null;
        const kind = ended === null ? 'open' : ended ? 'held' : 'broken';
        return (
          <li key={`${cue} ${text}`} data-outcome={kind}>
            <span className="outcome-mark" aria-label={words[kind]}>
              {marks[kind]}
            </span>
            <span>
              <Text>{text}</Text>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
