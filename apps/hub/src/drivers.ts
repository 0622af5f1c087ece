import { accepted, refuse } from '@netstage/protocol';
import type { Answer, Position } from '@netstage/protocol';
import type { Stage } from './stage.ts';

/** One window drives the talk; another has to take it over, visibly. */
export class Drivers {
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  drive(viewer: string, position: Position, take: boolean): Answer {
    const { driver, position: before } = this.#stage.state;
    if (driver !== null && driver !== viewer && !take)
      return refuse('not-driving', 'Another window drives the talk. Take over to drive from here.');
    const moved = before.slide !== position.slide || before.fragment !== position.fragment;
    if (moved || driver !== viewer)
      this.#stage.publish({ type: 'position', position, driver: viewer });
    return accepted;
  }

  /** A driver that is gone leaves the wheel free: its reloaded page is a new viewer. */
  left(viewer: string): void {
    const { driver, position } = this.#stage.state;
    if (driver === viewer) this.#stage.publish({ type: 'position', position, driver: null });
  }
}
