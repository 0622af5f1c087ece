import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useTalk } from '../app/talk-context.ts';
import { TalkPage } from '../app/TalkPage.tsx';
import { useStore } from '../follow/use-store.ts';
import { kioskOf } from './kiosk.ts';
import { KioskBar } from './KioskBar.tsx';
import { KioskEnd } from './KioskEnd.tsx';
import { KioskNotice } from './KioskNotice.tsx';
import { KioskStart } from './KioskStart.tsx';
import './kiosk.css';

const SIGNS = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/** The talk as on stage, playing itself. */
export function KioskPage(): ReactNode {
  const kiosk = kioskOf(useTalk());
  const { player } = kiosk;
  const mode = useStore(player.runner, (run) => run.mode.is);

  useEffect(() => {
    function noticed(event: Event): void {
      const own = event.target instanceof Element && event.target.closest('[data-kiosk-control]');
      if (!own) player.touched();
    }
    for (const sign of SIGNS)
      document.addEventListener(sign, noticed, { capture: true, passive: true });
    return () => {
      for (const sign of SIGNS) document.removeEventListener(sign, noticed, { capture: true });
    };
  }, [player]);

  return (
    <div className="kiosk" data-testid="kiosk" data-mode={mode}>
      <TalkPage Bar={KioskBar} />
      <KioskNotice />
      {mode === 'idle' && <KioskStart onStart={kiosk.begin} />}
      <KioskEnd />
    </div>
  );
}
