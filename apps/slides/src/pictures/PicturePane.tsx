import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import { Boundary } from '../app/Boundary.tsx';
import { useSlide } from '../deck/slide-context.ts';
import type { SlideWords } from '../talk/model.ts';
import type { Picture as Name } from '../talk/stage.ts';

// The drawings load beside the first slide, not before it.
const Picture = lazy(() => import('./Picture.tsx'));

interface Props {
  readonly words: SlideWords;
  readonly picture: Name;
}

/** The picture of a slide, as soon as the slide is near. */
export function PicturePane({ words, picture }: Props): ReactNode {
  const { near } = useSlide();
  if (!near) return null;
  return (
    <div className="picture" data-testid="picture" data-picture={picture}>
      <Boundary what="The picture">
        <Suspense fallback={null}>
          <Picture words={words} picture={picture} />
        </Suspense>
      </Boundary>
    </div>
  );
}
