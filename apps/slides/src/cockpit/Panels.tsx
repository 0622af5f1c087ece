import type { ReactNode } from 'react';
import { useStore } from '../follow/use-store.ts';
import { setting } from '../look/setting.ts';

interface Panel {
  readonly id: string;
  readonly title: string;
  readonly content: ReactNode;
}

/** The panel that this browser showed last. */
const chosenPanel = setting<string>('cockpit-panel', 'lab', (stored) => stored);

/** What is looked at now and then, one at a time. */
export function Panels({ panels }: { readonly panels: readonly Panel[] }): ReactNode {
  const chosen = useStore(chosenPanel, (value) => value);
  const open = panels.find(({ id }) => id === chosen) ?? panels[0];
  return (
    <aside className="panels">
      <div className="panel-tabs" role="tablist" aria-label="Panels">
        {panels.map(({ id, title }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`tab-${id}`}
            aria-selected={id === open?.id}
            aria-controls="panel"
            data-testid={`tab-${id}`}
            onClick={() => chosenPanel.set(id)}
          >
            {title}
          </button>
        ))}
      </div>
      <div className="panel" id="panel" role="tabpanel" aria-labelledby={`tab-${open?.id}`}>
        {open?.content}
      </div>
    </aside>
  );
}
