import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import type { Page } from '../follow/role.ts';
import type { Talk } from './talk-context.ts';
import { TalkContext } from './talk-context.ts';
import { TalkPage } from './TalkPage.tsx';
import { useOpened } from './use-opened.ts';

// The audience's phones need none of this.
const KioskPage = lazy(async () => ({
  default: (await import('../kiosk/KioskPage.tsx')).KioskPage,
}));
const RehearsalsPage = lazy(async () => ({
  default: (await import('../kiosk/RehearsalsPage.tsx')).RehearsalsPage,
}));

const CockpitPage = lazy(async () => ({
  default: (await import('../cockpit/CockpitPage.tsx')).CockpitPage,
}));
const RemotePage = lazy(async () => ({
  default: (await import('../remote/RemotePage.tsx')).RemotePage,
}));

const PrintPage = lazy(async () => ({
  default: (await import('../print/PrintPage.tsx')).PrintPage,
}));

interface Props {
  readonly page: Page;
  /** Null on pages that do not follow the talk. */
  readonly talk: Talk | null;
}

function pageFor(kind: 'talk' | 'kiosk' | 'cockpit' | 'remote' | 'print'): ReactNode {
  switch (kind) {
    case 'talk':
      return <TalkPage />;
    case 'kiosk':
      return <KioskPage />;
    case 'cockpit':
      return <CockpitPage />;
    case 'remote':
      return <RemotePage />;
    case 'print':
      return <PrintPage />;
  }
}

export function App({ page, talk }: Props): ReactNode {
  // The deck opens when it knows where the talk is; the other pages stand by themselves.
  useOpened(page.kind !== 'talk' && page.kind !== 'kiosk');
  if (page.kind === 'rehearsals')
    return (
      <Suspense>
        <RehearsalsPage />
      </Suspense>
    );
  if (!talk) return null;
  return (
    <TalkContext value={talk}>
      <Suspense>{pageFor(page.kind)}</Suspense>
    </TalkContext>
  );
}
