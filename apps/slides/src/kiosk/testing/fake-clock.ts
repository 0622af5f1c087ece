import type { Clock } from '../play.ts';

export interface FakeClock extends Clock {
  /** Lets time pass until the condition holds. @throws when it does not within `ms` */
  readonly until: (what: string, holds: () => boolean, ms?: number) => Promise<void>;
  readonly pass: (ms: number) => Promise<void>;
}

interface Alarm {
  readonly at: number;
  readonly act: () => void;
}

const HOURS_3 = 3 * 60 * 60 * 1_000;

/** A clock wound by the test: goes from one alarm to the next, and lets promises settle between. */
export function fakeClock(): FakeClock {
  let now = 0;
  let alarms: Alarm[] = [];

  /** @returns whether there was an alarm before `end` */
  async function next(end: number): Promise<boolean> {
    const [alarm] = alarms.sort((a, b) => a.at - b.at);
    if (!alarm || alarm.at > end) return false;
    alarms = alarms.slice(1);
    now = Math.max(now, alarm.at);
    alarm.act();
    await settle();
    return true;
  }

  return {
    now: () => now,
    after(ms, act) {
      const alarm = { at: now + ms, act };
      alarms.push(alarm);
      return () => {
        alarms = alarms.filter((one) => one !== alarm);
      };
    },
    async until(what, holds, ms = HOURS_3) {
      const end = now + ms;
      await settle();
      while (!holds()) if (!(await next(end))) throw new Error(`Not within ${ms} ms: ${what}`);
    },
    async pass(ms) {
      const end = now + ms;
      await settle();
      while (await next(end)) continue;
      now = end;
    },
  };
}

async function settle(): Promise<void> {
  for (let round = 0; round < 8; round += 1) await Promise.resolve();
}
