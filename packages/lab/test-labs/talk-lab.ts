import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startLab } from '../src/start-lab.ts';

export const vagrantDir = fileURLToPath(new URL('../../../vagrant', import.meta.url));

/** How a command in a node ended. `out` and `err` are without the last newline. */
export interface Outcome {
  code: number | null;
  out: string;
  err: string;
}

/** The talk's own labs on the real kernel, apart from any lab of this clone. */
export interface TalkLab {
  /** Runs a bash command line in a node, in its step's folder, to its end. */
  run(node: string, command: string): Promise<Outcome>;
  /** The same, and the command has to succeed. @returns its stdout */
  must(node: string, command: string): Promise<string>;
  reset(step: number): Promise<void>;
  down(): Promise<void>;
}

function text(chunks: Buffer[]): string {
  return Buffer.concat(chunks).toString().trimEnd();
}

/** Boots steps of vagrant/ as they stand in this checkout. */
export async function talkLab(...steps: number[]): Promise<TalkLab> {
  const stateDir = mkdtempSync(join(tmpdir(), 'netstage-labs-'));
  const lab = await startLab({ vagrantDir, stateDir, steps });

  const run = (node: string, command: string) =>
    new Promise<Outcome>((resolve, reject) => {
      const child = lab.exec(node, ['bash', '-c', command]);
      const out: Buffer[] = [];
      const err: Buffer[] = [];
      child.stdin?.end();
      child.stdout?.on('data', (chunk: Buffer) => out.push(chunk));
      child.stderr?.on('data', (chunk: Buffer) => err.push(chunk));
      child.once('error', reject);
      // "close", not "exit": a process left behind that holds the pipes would hang the test.
      child.once('close', (code) => {
        resolve({ code, out: text(out), err: text(err) });
      });
    });

  return {
    run,
    async must(node, command) {
      const { code, out, err } = await run(node, command);
      if (code !== 0) throw new Error(`${node}: ${command}\nexit ${code}\n${out}\n${err}`);
      return out;
    },
    reset: (step) => lab.reset(step),
    async down() {
      await lab.down();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}
