import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useStage, useTalk } from '../app/talk-context.ts';
import { useStore } from '../follow/use-store.ts';
import { ageWords, freshnessOf } from './freshness.ts';

/** Says so when the picture is not what the kernel says now; says nothing when it is. */
export function DiagramState({ nodes }: { readonly nodes: readonly string[] }): ReactNode {
  const { link } = useTalk();
  const lost = useStore(link.talk, ({ connection }) => connection.status === 'lost');
  const views = useStage((stage) => stage.nodes);
  const ahead = useStore(link.talk, (talk) => talk.ahead);
  const now = useNow() + ahead;
  const old = nodes.flatMap((node) => {
    const view = views?.[node];
    const freshness = view ? freshnessOf(view, now) : null;
    return freshness?.kind === 'old' ? [{ node, ...freshness }] : [];
  });
  const words = lost
    ? ['the last picture: this browser lost the hub, reconnecting…']
    : old.map(({ node, age, reason }) => {
        const said = `as of ${ageWords(age)} ago (${reason})`;
        return nodes.length === 1 ? said : `${node}: ${said}`;
      });
  return (
    <div className="diagram-notes">
      {words.map((text, index) => (
        <output key={old[index]?.node ?? ''} data-testid="diagram-note">
          {text}
        </output>
      ))}
    </div>
  );
}

function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
