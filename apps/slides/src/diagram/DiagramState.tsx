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
  if (lost) return <Note text="the last picture: this browser lost the hub, reconnecting…" />;
  return old.map(({ node, age, reason }) => (
    <Note key={node} text={`${node}: as of ${ageWords(age)} ago (${reason})`} />
  ));
}

function Note({ text }: { readonly text: string }): ReactNode {
  return (
    <output className="diagram-note" data-testid="diagram-note">
      {text}
    </output>
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
