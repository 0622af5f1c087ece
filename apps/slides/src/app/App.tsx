import type { ReactNode } from 'react';
import type { Page } from '../follow/role.ts';
import { ComingPage } from './ComingPage.tsx';
import type { Talk } from './talk-context.ts';
import { TalkContext } from './talk-context.ts';
import { TalkPage } from './TalkPage.tsx';

interface Props {
  readonly page: Page;
  /** Null on pages that do not follow the talk. */
  readonly talk: Talk | null;
}

export function App({ page, talk }: Props): ReactNode {
  if (page.kind !== 'talk' || !talk)
    return <ComingPage name={page.kind === 'kiosk' ? 'kiosk' : 'cockpit'} />;
  return (
    <TalkContext value={talk}>
      <TalkPage />
    </TalkContext>
  );
}
