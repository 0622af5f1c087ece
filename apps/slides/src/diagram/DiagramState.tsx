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
  return (
    <div className="diagram-notes">
      {lost ? (
        <Note>the last picture: this browser lost the hub, reconnecting…</Note>
      ) : (
        old.map(({ node, age, reason }) => (
          <Note key={node}>
            {nodes.length > 1 && `${node}: `}
            {`as of ${ageWords(age)} ago (${reason})`}
          </Note>
        ))
      )}
    </div>
  );
}

function Note({ children }: { readonly children: ReactNode }): ReactNode {
  return <output data-testid="diagram-note">{children}</output>;
}

function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
