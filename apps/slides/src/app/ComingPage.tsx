import type { ReactNode } from 'react';

const plans = {
  cockpit: 'Notes, clock, the next slide and the health of the lab will be here.',
} as const;

export function ComingPage({ name }: { readonly name: keyof typeof plans }): ReactNode {
  return (
    <main className="coming" data-testid="coming">
      <p className="kicker">Netstage</p>
      <h1>The {name} is coming</h1>
      <p>{plans[name]}</p>
      <nav>
        <a href="/stage">Open the stage</a>
        <a href="/">Follow as the audience</a>
      </nav>
    </main>
  );
}
