import { accepted, refuse } from '@netstage/protocol';
import type { Answer, Position } from '@netstage/protocol';
import type { Stage } from './stage.ts';

/**
 * One console drives the talk; another has to take it over, visibly. A console is the windows of
 * one browser: stage and cockpit on the same laptop are one person's.
 */
export class Drivers {
  readonly #stage: Stage;
  /** The console of each window that could drive. */
  readonly #consoles = new Map<string, string>();

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  came(viewer: string, console: string): void {
    this.#consoles.set(viewer, console);
  }

  drive(viewer: string, position: Position, take: boolean): Answer {
    const { driver, position: before } = this.#stage.state;
    const console = this.#consoles.get(viewer) ?? viewer;
    if (driver !== null && driver !== console && !take)
      return refuse('not-driving', 'Another window drives the talk. Take over to drive from here.');
    const moved = before.slide !== position.slide || before.fragment !== position.fragment;
    if (moved || driver !== console)
      this.#stage.publish({ type: 'position', position, driver: console });
    return accepted;
  }

  /** A driver whose last window is gone leaves the wheel free. */
  left(viewer: string): void {
    const console = this.#consoles.get(viewer) ?? viewer;
    this.#consoles.delete(viewer);
    const { driver, position } = this.#stage.state;
    if (driver !== console || [...this.#consoles.values()].includes(console)) return;
    this.#stage.publish({ type: 'position', position, driver: null });
  }
}
