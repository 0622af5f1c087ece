/** A process full of followers. They note when they see what; they draw nothing. */
import { execFileSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { textOf } from '@netstage/protocol';
import { now } from './clock.ts';
import { orderSchema } from './crowd-messages.ts';
import type { Order, Reply } from './crowd-messages.ts';
import { connectAudience } from './stage-client.ts';
import type { StageSocket } from './stage-client.ts';
import { visitPage } from './visit-page.ts';

// Followers are other machines: here they get the processor time that nobody else wants. A mere low
// priority would not do: the hub, the agent and the shell would still wait for each other's turns.
execFileSync('chrt', ['--all-tasks', '--idle', '--pid', '0', String(process.pid)]);

let followers: StageSocket[] = [];
let seen: Record<string, number[]> = {};
let screens = 0;

function note(name: string): void {
  (seen[name] ??= []).push(now());
}

async function follow(url: string, terminal: string, pages: boolean): Promise<void> {
  if (pages) await visitPage(url);
  const socket = connectAudience(url);
  followers.push(socket);
  socket.on('event', ({ event }) => {
    if (event.type === 'position') note(event.position.slide);
    if (event.type === 'node-changes')
      for (const change of event.changes)
        if (change.op === 'put' && change.entity === 'link')
          for (const { local } of change.value.addresses)
            if (local.startsWith('10.96.')) note(local);
  });
  socket.on('terminal-output', ({ data }) => {
    // A line may come in two frames only if it is longer than one: these are short.
    for (const [, name = ''] of textOf(data).matchAll(/@(\d+ \d+\.\d+)@/g)) note(name);
  });
  const ready = new Promise<void>((resolve, reject) => {
    let [state, screen] = [false, false];
    socket.on('snapshot', () => {
      state = true;
      if (screen) resolve();
    });
    socket.on('terminal-screen', () => {
      screens += 1;
      screen = true;
      if (state) resolve();
    });
    socket.once('connect_error', reject);
  });
  socket.once('connect', () => {
    socket.emit('sync');
    socket.emit('watch', { terminals: [terminal] });
  });
  await ready;
}

async function carryOut(order: Order): Promise<void> {
  switch (order.do) {
    case 'join': {
      const { url, terminal, count, over, pages } = order;
      const begun = now();
      const joins: Promise<void>[] = [];
      for (let index = 0; index < count; index += 1) {
        await wait(Math.max(0, begun + (index * over) / count - now()));
        joins.push(follow(url, terminal, pages));
      }
      await Promise.all(joins);
      return;
    }
    case 'begin':
      seen = {};
      screens = 0;
      return;
    case 'collect':
      return;
    case 'leave':
      for (const socket of followers) socket.disconnect();
      followers = [];
  }
}

process.on('message', (message) => {
  const order = orderSchema.parse(message);
  void carryOut(order).then(() => {
    const reply: Reply = order.do === 'collect' ? { seen, screens } : { seen: {}, screens: 0 };
    process.send?.(reply);
  });
});
process.on('disconnect', () => process.exit(0));
