import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import type { Page } from '../follow/role.ts';
import { ComingPage } from './ComingPage.tsx';
import type { Talk } from './talk-context.ts';
import { TalkContext } from './talk-context.ts';
import { TalkPage } from './TalkPage.tsx';

// The audience's phones need none of this.
const KioskPage = lazy(async () => ({
  default: (await import('../kiosk/KioskPage.tsx')).KioskPage,
}));
const RehearsalsPage = lazy(async () => ({
  default: (await import('../kiosk/RehearsalsPage.tsx')).RehearsalsPage,
}));

interface Props {
  readonly page: Page;
  /** Null on pages that do not follow the talk. */
  readonly talk: Talk | null;
}

export function App({ page, talk }: Props): ReactNode {
  if (page.kind === 'rehearsals')
    return (
      <Suspense>
        <RehearsalsPage />
      </Suspense>
    );
  if (!talk) return <ComingPage name="cockpit" />;
  return (
    <TalkContext value={talk}>
      <Suspense>{page.kind === 'kiosk' ? <KioskPage /> : <TalkPage />}</Suspense>
    </TalkContext>
  );
}
