import { once } from 'node:events';
import type { LabAccess } from '@netstage/lab';
import { now } from './clock.ts';

/**
 * Changes a node's network from outside, without the cost of starting a program for each change:
 * one `ip` that reads commands from its standard input carries each out as its line arrives.
 */
export interface NodeDriver {
  /** @param command e.g. `addr add 10.9.0.1/32 dev lo` @returns when it was given, ms since 1970 */
  change(command: string): number;
  /** What `ip` did not like so far; a change that could not be made is in here. */
  complaints(): string;
  close(): Promise<void>;
}

export function driveNode(lab: LabAccess, node: string): NodeDriver {
  const child = lab.exec(node, ['ip', '-force', '-batch', '-'], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let complaints = '';
  child.stderr?.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  return {
    change(command) {
      const at = now();
      child.stdin?.write(`${command}\n`);
      return at;
    },
    complaints: () => complaints,
    async close() {
      const ended = once(child, 'close');
      child.stdin?.end();
      await ended;
    },
  };
}
