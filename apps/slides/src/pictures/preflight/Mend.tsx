import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTalk } from '../../app/talk-context.ts';

type Mending =
  { readonly state: 'idle' | 'busy' } | { readonly state: 'refused'; readonly why: string };

/** One button that starts every step anew which is not clean. */
export function Mend({ steps }: { readonly steps: readonly number[] }): ReactNode {
  const { link } = useTalk();
  const [mending, setMending] = useState<Mending>({ state: 'idle' });

  async function mend(): Promise<void> {
    const { actions } = link;
    if (!actions) return;
    setMending({ state: 'busy' });
    const answers = await Promise.all(steps.map((step) => actions.reset(step)));
    const refused = answers.find((answer) => !answer.ok);
    setMending(
      refused && !refused.ok
        ? { state: 'refused', why: refused.refusal.message }
        : { state: 'idle' },
    );
  }

  return (
    <div className="preflight-mend">
      <button
        type="button"
        data-testid="mend"
        disabled={steps.length === 0 || mending.state === 'busy'}
        onClick={() => void mend()}
      >
        {wordsOf(steps, mending)}
      </button>
      {mending.state === 'refused' && <output>{mending.why}</output>}
    </div>
  );
}

function wordsOf(steps: readonly number[], { state }: Mending): string {
  if (state === 'busy') return 'Starting anew…';
  if (steps.length === 0) return 'Nothing to mend';
  return `Start step ${steps.join(', ')} anew`;
}
