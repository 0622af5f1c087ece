import { inOrder } from '@netstage/protocol';
import type { Question } from '@netstage/protocol';
import { useEffect, useMemo } from 'react';
import { useTalk } from '../app/talk-context.ts';
import { useStore } from '../follow/use-store.ts';

/** The room's questions in their order while the calling part is shown; null until they are here. */
export function useQuestions(): readonly Question[] | null {
  const { room } = useTalk().link;
  useEffect(() => room.lookAtQuestions(), [room]);
  const list = useStore(room.questions, (value) => value);
  return useMemo(() => (list ? inOrder(list) : null), [list]);
}
