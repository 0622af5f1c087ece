import { execFileSync, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startLab, type Lab } from '@netstage/lab';
import { HubDouble } from './hub-double.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

export interface NodeRig {
  lab: Lab;
  node: string;
  hub: HubDouble;
  /** What the agent said on stderr. */
  said: () => string;
  /** Runs a bash script in the node, as the talk does, and returns what it printed. */
  sh: (script: string) => Promise<string>;
  startAgent: () => void;
  killAgent: (signal?: NodeJS.Signals) => Promise<void>;
  down: () => Promise<void>;
}

/** A real node of one step, with the built agent on it and a hub of the test's own. */
export async function nodeRig(step: number, node: string, folder: string): Promise<NodeRig> {
  const state = mkdtempSync(join(tmpdir(), 'netstage-agent-'));
  // The lab's own uid has to reach the socket.
  chmodSync(state, 0o755);
  const agent = join(state, 'agent');
  execFileSync(process.execPath, [join(root, 'apps/agent/build.mjs'), agent]);
  const sockets = join(state, 'hub');
  mkdirSync(sockets);
  const hub = new HubDouble(join(sockets, 'agents.sock'));
  await hub.listen();
  const lab = await startLab({
    vagrantDir: join(root, 'vagrant'),
    stateDir: join(state, 'lab'),
    steps: [step],
    binds: [
      { from: agent, to: '/opt/netstage/agent' },
      { from: sockets, to: '/run/hub' },
    ],
  });

  let said = '';
  hub.context = () => said;
  let running: ChildProcess | undefined;
  const startAgent = () => {
    const child = lab.exec(node, ['sh', '/opt/netstage/agent/agent.sh']);
    running = child;
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    const config = { hub: '/run/hub/agents.sock', node, token: 'secret-word', step: folder };
    child.stdin?.write(`${JSON.stringify(config)}\n`);
  };
  const killAgent = async (signal: NodeJS.Signals = 'SIGKILL') => {
    const child = running;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('close', resolve));
    if (signal === 'SIGKILL') child.kill('SIGKILL');
    else await sh(`pkill -${signal.slice(3)} -f 'agent[.]mjs'`);
    await ended;
  };
  const sh = (script: string) =>
    new Promise<string>((resolve, reject) => {
      const child = lab.exec(node, ['bash', '-c', script]);
      let out = '';
      for (const stream of [child.stdout, child.stderr])
        stream?.setEncoding('utf8').on('data', (text: string) => {
          out += text;
        });
      child.on('error', reject);
      child.on('close', (code) =>
        code === 0 ? resolve(out) : reject(new Error(`${script}: exit code ${code}\n${out}`)),
      );
    });
  startAgent();
  return {
    lab,
    node,
    hub,
    sh,
    startAgent,
    killAgent,
    said: () => said,
    async down() {
      await lab.down();
      await hub.stop();
      rmSync(state, { recursive: true, force: true });
    },
  };
}
