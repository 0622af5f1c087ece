import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attachLab } from './attach-lab.ts';
import { labClean } from './clean.ts';
import type { LabEvent } from './events.ts';
import { runsAsRoot } from './identity.ts';
import type { Lab } from './lab.ts';
import { allGone, isAlive, kill, processRef } from './proc.ts';
import { runScript } from './run-script.ts';
import { startLab } from './start-lab.ts';
import { descendants, parentOf } from './testing/family.ts';
import { tempClone, type TempClone } from './testing/temp-lab.ts';

let clone: TempClone;
beforeAll(() => {
  clone = tempClone();
});
afterAll(() => clone.remove());

/** Starts a lab in a process of its own, with all that may run in one. */
async function begin() {
  const holder = spawn(
    process.execPath,
    [
      '--import',
      import.meta.resolve('tsx'),
      join(import.meta.dirname, 'testing/holder.ts'),
      clone.vagrantDir,
      clone.stateDir,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  for await (const line of createInterface({ input: holder.stdout })) if (line === 'up') break;
  const lab = attachLab(clone.stateDir);
  // A daemon, a program from outside, and one that is stopped together with its relay.
  await runScript(lab, 'pair-1', ['bash', '-c', 'setsid sleep 1000 >/dev/null 2>&1 &']);
  const outside = lab.exec('pair-1', ['sleep', '1000']);
  const stopped = lab.exec('pair-2', ['bash', '-c', 'echo; kill -STOP $$']);
  await once(stopped.stdout ?? stopped, 'data');
  const owner = processRef(holder.pid ?? 0);
  if (owner === undefined) throw new Error('the holder has ended');
  return { holder, owner, others: [outside, stopped], family: descendants(owner.pid) };
}

function mounts(): string {
  return readFileSync('/proc/self/mountinfo', 'utf8');
}

describe('one of its processes is killed', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab(clone);
  });
  afterAll(() => lab.down());

  const pair = () => {
    const step = lab.status().find(({ step }) => step === 3);
    const init = step?.nodes.find(({ name }) => name === 'pair-1')?.init;
    if (step?.root == null || init == null) throw new Error('step 3 is not up');
    return { root: step.root.pid, init: init.pid };
  };
  const nextDeath = () =>
    new Promise<LabEvent>((resolve) => {
      const unsubscribe = lab.subscribe((event) => {
        if (event.type !== 'node-died' && event.type !== 'step-died') return;
        unsubscribe();
        resolve(event);
      });
    });
  const backToClean = async () => {
    await lab.reset(3);
    expect((await labClean(lab)).filter(({ clean }) => !clean)).toEqual([]);
  };

  /** The processes from ours down to the lab root's PID 1, which are two, or three for root. */
  const stages = () => {
    const line = [pair().root];
    for (let [pid = 0] = line; parentOf(pid) !== process.pid; [pid = 0] = line)
      line.unshift(parentOf(pid));
    return line;
  };

  test.each([
    ["the lab root's PID 1", () => stages().at(-1)],
    ["the lab root's bwrap", () => stages().at(-2)],
    ['the first process of the step', () => stages()[0]],
  ])('%s: the whole step is gone, and says so', async (_, victim) => {
    expect(stages()).toHaveLength(runsAsRoot() ? 3 : 2);
    const [first = 0] = stages();
    const all = descendants(first);
    // The lab root, three bwraps, three nodes.
    expect(all.length).toBeGreaterThanOrEqual(7);
    const death = nextDeath();
    kill(victim() ?? 0, 'SIGKILL');
    expect(await death).toMatchObject({ type: 'step-died', step: 3 });
    await allGone(all);
    expect(() => lab.exec('pair-2', ['true'])).toThrow(
      /pair-2 is dead: its lab root was killed.*\. Bring it back with: npm run lab -- reset 3/,
    );
    expect((await labClean(lab)).map(({ up }) => up)).toEqual([true, true, false, false, false]);
    await backToClean();
  });

  test.each([
    ["a node's PID 1", () => pair().init],
    ["a node's bwrap", () => parentOf(pair().init)],
  ])('%s: the node is gone, says so, and the others go on', async (_, victim) => {
    const sleeper = lab.exec('pair-1', ['sleep', '1000']);
    const gone = once(sleeper, 'exit');
    const all = descendants(parentOf(pair().init));
    const death = nextDeath();
    kill(victim(), 'SIGKILL');
    expect(await death).toEqual({
      type: 'node-died',
      step: 3,
      node: 'pair-1',
      reason: 'its PID 1 was killed (signal 9)',
    });
    await Promise.all([gone, allGone(all)]);
    expect(() => lab.exec('pair-1', ['true'])).toThrow('pair-1 is dead: its PID 1 was killed');
    expect((await runScript(lab, 'pair-2', ['ping', '-c1', '-W2', '10.0.0.1'])).exit).toBe(0);
    await backToClean();
  });

  test('what nodes do to themselves stays there', async () => {
    // reboot(2) in a PID namespace of one's own ends that namespace; -1 is everything in it.
    const death = nextDeath();
    await runScript(lab, 'pair-1', ['sh', '-c', 'kill -KILL -1']);
    await runScript(lab, 'pair-1', [
      'python3',
      '-c',
      'import ctypes; ctypes.CDLL(None).reboot(0x01234567)',
    ]);
    expect(await death).toMatchObject({ type: 'node-died', node: 'pair-1' });
    await backToClean();
  });
});

describe('its owner ends', () => {
  test.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)('by %s: nothing is left', async (signal) => {
    const before = mounts();
    const { holder, owner, others, family } = await begin();
    expect(family.length).toBeGreaterThan(15);
    const relaysGone = others.map((relay) => once(relay, 'exit'));
    holder.kill(signal);
    await Promise.all([once(holder, 'exit'), allGone(family), ...relaysGone]);
    expect(isAlive(owner)).toBe(false);
    expect(mounts()).toBe(before);
    // Only a killed owner can't take its entry along.
    expect(existsSync(join(clone.stateDir, 'lab.json'))).toBe(signal === 'SIGKILL');
  });

  test('after a kill the next start cleans up and is up', async () => {
    const { holder, family } = await begin();
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const lab = await startLab(clone);
    try {
      await allGone(family);
      expect((await labClean(lab)).every(({ clean }) => clean)).toBe(true);
    } finally {
      await lab.down();
    }
    expect(existsSync(join(clone.stateDir, 'lab.json'))).toBe(false);
    expect(existsSync(join(clone.stateDir, 'lab.sock'))).toBe(false);
  });

  test('when another process asks for it', async () => {
    const { holder, family } = await begin();
    const exit = once(holder, 'exit');
    await attachLab(clone.stateDir).down();
    await Promise.all([exit, allGone(family)]);
    expect(() => attachLab(clone.stateDir)).toThrow('No lab is up');
  });

  test('also when it hangs', async () => {
    const { holder, owner, family } = await begin();
    holder.kill('SIGSTOP');
    await attachLab(clone.stateDir).down();
    expect([owner, ...family].filter(isAlive)).toEqual([]);
  });
});
