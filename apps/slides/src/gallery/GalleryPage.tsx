import type { ReactNode } from 'react';
import { useFlow } from './use-flow.ts';
import { StepPlates } from './StepPlates.tsx';

const STEPS = [1, 2, 3, 4] as const;

/** Every diagram of the talk: what the kernels said after each line of each setup.sh. */
export function GalleryPage(): ReactNode {
  const phone = useFlow();
  return (
    <main className="gallery" data-testid="gallery">
      <header className="gallery-head">
        <h1>Every diagram, line by line</h1>
        <p>
          Each <code>setup.sh</code> of the talk was run line by line on real nodes. After every
          line <code>ip</code> was asked; these are its answers, drawn by the code that draws the
          slides. Point at anything for its fields and the command that shows them.
        </p>
        <nav aria-label="Steps">
          {STEPS.map((step) => (
            <a key={step} href={`#${step}`}>
              Step {step}
            </a>
          ))}
          <a href="/">The talk</a>
        </nav>
      </header>
      {STEPS.map((step) => (
        <StepPlates key={step} step={step} phone={phone} />
      ))}
    </main>
  );
}
