/** A hub over a real lab with real agents, and its clients. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { terminalId } from '@netstage/protocol';
import type { Answer, RunPhase, Expectation } from '@netstage/protocol';
import { readSteps } from '@netstage/lab';
import type { Step } from '@netstage/lab';
import { LabHost, talkNodes } from '../lab/lab-host.ts';
import { makeLog } from '../base/log.ts';
import { makeSecrets } from '../auth/secrets.ts';
import { Follower } from './follower.ts';
import { startRig, until } from './rig.ts';
import type { Rig } from './rig.ts';

const ROOT = join(import.meta.dirname, '../../../..');

export interface RealTalk {
  rig: Rig;
  steps: Step[];
  /** The first node of the step, and its main terminal. */
  node: string;
  terminal: string;
  speaker: Follower;
  listener: Follower;
  /** A follower who comes now. */
  latecomer(): Promise<Follower>;
  /** Keys that the speaker presses. */
  type(data: string): void;
  /** Runs a command as a cue does; what the stage says of it when it has ended. */
  run(command: string, expect?: Expectation): Promise<RunPhase | undefined>;
  close(): Promise<void>;
}

export async function startRealTalk(step: number): Promise<RealTalk> {
  const vagrantDir = join(ROOT, 'vagrant');
  const steps = readSteps(vagrantDir).filter((one) => one.step === step);
  const nodes = steps.flatMap(talkNodes);
  const node = nodes[0]?.name ?? '';
  const terminal = terminalId(node);
  const stateDir = mkdtempSync(join(tmpdir(), 'netstage-talk-'));
  const secrets = makeSecrets();
  const agentSocket = join(stateDir, 'run', 'hub.sock');
  const labs: LabHost[] = [];
  const rig = await startRig({
    secrets,
    agentSocket,
    nodes,
    reset: async (number) => {
      const [lab] = labs;
      if (!lab) throw new Error('There is no lab yet.');
      return lab.reset(number);
    },
  });
  const lab = new LabHost(
    {
      steps,
      vagrantDir,
      stateDir,
      agentDir: join(ROOT, 'apps/agent/dist'),
      agentSocket,
      secrets,
      log: makeLog('debug', (line) => rig.lines.push(line)),
    },
    rig.hub,
  );
  labs.push(lab);
  await lab.start();
  await lab.heard();
  await until(() => rig.hub.state.terminals[terminal]?.shell.at === 'prompt');
  const joined = (viewer: Follower) => viewer.join(terminal);
  const speaker = await joined(new Follower(rig.browser('stage', { cookie: await rig.cookie() })));
  const latecomer = () => joined(new Follower(rig.browser('audience')));
  const listener = await latecomer();

  return {
    rig,
    steps,
    node,
    terminal,
    speaker,
    listener,
    latecomer,
    type: (data) => void speaker.client.emit('terminal-input', { terminal, data }),
    async run(command, expect = { exit: 0 }) {
      const run = randomUUID();
      const pace = { mode: 'plain' as const };
      const order = { run, cue: null, command, typing: 0, pace, expect, timeout: 20_000 };
      const ask = { terminal, command: order };
      let answer: Answer = await speaker.client.emitWithAck('command-run', ask);
      // The shell may just be on its way back to the prompt.
      while (!answer.ok && ['busy', 'half-typed'].includes(answer.refusal.code))
        answer = await speaker.client.emitWithAck('command-run', ask);
      if (!answer.ok) throw new Error(answer.refusal.message);
      const state = () => listener.state.terminals[terminal]?.run;
      await until(() => state()?.run === run && state()?.state.phase === 'ended');
      return state()?.state;
    },
    async close() {
      await lab.stop();
      await rig.close();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}
