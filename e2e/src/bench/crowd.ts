import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { replySchema } from './crowd-messages.ts';
import type { Order, Reply } from './crowd-messages.ts';
import { processorMs } from './processes.ts';

/** Followers in processes of their own. */
export interface Crowd {
  join(order: Omit<Extract<Order, { do: 'join' }>, 'do'>): Promise<void>;
  /** From now on what they see counts. */
  begin(): Promise<void>;
  /** What was seen since, all together. */
  collect(): Promise<Reply>;
  leave(): Promise<void>;
  /** Processor time they have used so far, ms. */
  processorMs(): number;
  close(): Promise<void>;
}

/** One per core: more would only fight. */
const WORKERS = 2;
/** Even a storm is over in a tenth of this, ms. */
const PATIENCE = 60_000;

export function gatherCrowd(): Crowd {
  const workers = Array.from({ length: WORKERS }, () =>
    fork(join(import.meta.dirname, 'crowd-worker.ts'), { serialization: 'advanced' }),
  );
  const ask = async (worker: (typeof workers)[number], order: Order): Promise<Reply> => {
    const gaveUp = new AbortController();
    const { signal } = gaveUp;
    const died = (): void => gaveUp.abort();
    worker.once('exit', died);
    const late = setTimeout(died, PATIENCE);
    try {
      const answer = once(worker, 'message', { signal });
      worker.send(order);
      const [message]: unknown[] = await answer;
      return replySchema.parse(message);
    } catch (error) {
      if (!signal.aborted) throw error;
      const how = worker.exitCode === null ? `took over ${PATIENCE} ms` : 'ended';
      throw new Error(`A process of followers ${how} when asked to ${order.do}`, { cause: error });
    } finally {
      clearTimeout(late);
      worker.off('exit', died);
    }
  };
  const all = (order: Order) => Promise.all(workers.map((worker) => ask(worker, order)));
  return {
    async join({ count, ...rest }) {
      await Promise.all(
        workers.map((worker, index) => {
          const share = Math.floor((count + index) / workers.length);
          return ask(worker, { do: 'join', count: share, ...rest });
        }),
      );
    },
    begin: async () => void (await all({ do: 'begin' })),
    async collect() {
      const seen: Record<string, number[]> = {};
      let screens = 0;
      for (const reply of await all({ do: 'collect' })) {
        screens += reply.screens;
        for (const [name, times] of Object.entries(reply.seen)) (seen[name] ??= []).push(...times);
      }
      return { seen, screens };
    },
    leave: async () => void (await all({ do: 'leave' })),
    processorMs: () => workers.reduce((sum, { pid }) => sum + processorMs(pid ?? 0), 0),
    async close() {
      await Promise.all(
        workers.map(async (worker) => {
          const gone = once(worker, 'exit');
          worker.disconnect();
          await gone;
        }),
      );
    },
  };
}
