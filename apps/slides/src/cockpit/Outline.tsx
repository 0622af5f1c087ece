import type { ReactNode } from 'react';
import { useTalk } from '../app/talk-context.ts';
import { sectionNames, talk as slides } from '../slides/talk.ts';
import { clockWords } from './plan.ts';

/** In braces: newer browsers return a promise, which React would take for a way to clean up. */
function bringIntoView(element: HTMLLIElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}

/** Every slide with its plan; a click goes there. */
export function Outline({ slide }: { readonly slide: string | undefined }): ReactNode {
  const { follower } = useTalk();
  return (
    <ol className="outline" data-testid="outline">
      {slides.map(({ id, title, section, target }, index) => (
        <li
          key={id}
          ref={id === slide ? bringIntoView : null}
          data-here={id === slide || undefined}
        >
          {slides[index - 1]?.section !== section && <h3>{sectionNames[section]}</h3>}
          <button
            type="button"
            aria-current={id === slide || undefined}
            onClick={() => follower.go({ slide: id, fragment: -1 })}
          >
            <span>{index + 1}</span>
            {title}
            <span>{clockWords(target)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
