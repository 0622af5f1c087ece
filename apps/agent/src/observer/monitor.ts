import { spawn, type ChildProcess } from 'node:child_process';
import type { Doorbell } from './doorbell.ts';

/**
 * Asks for 4 MB of socket buffer, or a burst overruns it. With setpriv the monitor does not
 * outlive this process, however that ends.
 */
const COMMAND = [
  'setpriv',
  '--pdeathsig',
  'KILL',
  'ip',
  '-rcvbuf',
  `${4 * 1024 * 1024}`,
  'monitor',
  'all-nsid',
  'all',
];
const FIRST_DELAY = 100;
const LONGEST_DELAY = 5_000;
/** A monitor that lived this long (ms) was well: the next delay is the first again. */
const WELL = 10_000;

/**
 * `ip monitor` in the node's own namespace, hearing of all others that the node has an id for. It
 * must never run inside a namespace of the talk: it would keep that alive after its deletion.
 */
export function monitor(command: readonly string[] = COMMAND): Doorbell {
  return (ring, report) => {
    let child: ChildProcess | undefined;
    let timer: NodeJS.Timeout | undefined;
    let delay = FIRST_DELAY;
    let stopped = false;

    const start = () => {
      const [program = '', ...words] = command;
      const begun = performance.now();
      let said = '';
      child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] });
      // What happened until it listened is found by the reading that this ring causes.
      child.on('spawn', ring);
      child.stdout?.on('data', ring);
      child.stderr?.setEncoding('utf8').on('data', (text: string) => {
        said = text.trim();
        // "No buffer space available": the kernel threw events away, and the monitor goes on.
        ring();
      });
      child.on('error', (error) => {
        said = error.message;
      });
      child.on('close', () => {
        if (stopped) return;
        if (performance.now() - begun > WELL) delay = FIRST_DELAY;
        report(`ip monitor ended${said === '' ? '' : ` (${said})`}; again in ${delay} ms`);
        ring();
        timer = setTimeout(start, delay);
        delay = Math.min(delay * 2, LONGEST_DELAY);
      });
    };
    start();

    return () => {
      stopped = true;
      clearTimeout(timer);
      child?.kill('SIGKILL');
    };
  };
}
