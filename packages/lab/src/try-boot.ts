import { mkdtempSync, chmodSync, rmSync, mkdirSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { startLab } from './start-lab.ts';

/** What the steps do that a machine may forbid, and a program that is there but may not be run. */
const TRIAL = [
  'ip netns add con',
  'ip link add veth1 type veth peer name veth2 netns con',
  'ip netns exec con ip link set lo up',
  'ip netns exec con ping -c1 127.0.0.1',
  'ip tuntap add tun0 mode tun',
  'sysctl -w net.ipv4.ip_forward=1',
  'dumpcap -v',
];

/**
 * Boots a lab of one node in a folder of its own, tries there what the steps do, and ends it.
 * @throws Error with what was in the way
 */
export async function tryBoot(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'netstage-trial-'));
  try {
    // The lab drops root's rights and has to read its step all the same.
    chmodSync(dir, 0o755);
    const vagrantDir = join(dir, 'vagrant');
    mkdirSync(join(vagrantDir, 'trial'), { recursive: true, mode: 0o755 });
    writeFileSync(join(vagrantDir, 'trial', 'lab.json'), JSON.stringify(STEP), { mode: 0o644 });
    const lab = await startLab({ vagrantDir, stateDir: join(dir, 'state') });
    try {
      const trial = lab.exec('trial', ['bash', '-exc', TRIAL.join('\n')], {
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const [said, [code]] = await Promise.all([
        trial.stderr === null ? '' : text(trial.stderr),
        once(trial, 'exit'),
      ]);
      if (code !== 0) throw new Error(`in a node: ${said.trim().split('\n').slice(-2).join(': ')}`);
    } finally {
      await lab.down();
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const STEP = {
  step: 1,
  title: 'Trial',
  underlay: { prefix: '10.0.0.0/24', outside: '10.0.0.1' },
  nodes: [{ name: 'trial', address: '10.0.0.10' }],
};
