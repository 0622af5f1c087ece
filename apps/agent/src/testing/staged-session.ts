import type { RunPhase } from '@netstage/protocol';
import type { Outlet } from '../sessions/outlet.ts';
import type { Pacer } from '../sessions/pacer.ts';
import type { Pty, PtyOptions } from '../sessions/pty.ts';
import { Session } from '../sessions/session.ts';

const ID = 'node-1/main';
const NONCE = 'c0ffee';

/** What the agent's shell prints around a command, and at its prompt. */
export const mark = (body: string, shell = 1) => `\u001b]133;${body};k=${NONCE};s=${shell}\u0007`;
export const PROMPT = `${mark('A')}# ${mark('B')}`;

interface PlayedPty extends Pick<PtyOptions, 'onData' | 'onExit'> {
  typed: string;
  paused: boolean;
  size: string;
  stuck: boolean;
}

/** A session over a terminal that the test plays, and what a hub would hear of it. */
export function staged() {
  const ptys: PlayedPty[] = [];
  const heard: string[] = [];
  const phases: RunPhase[] = [];
  const armed: string[] = [];
  let output = '';
  let end = 0;
  const pacer: Pacer = {
    arm: (pace) => armed.push(`arm ${pace.mode}`),
    next: () => armed.push('next'),
    disarm: () => armed.push('disarm'),
    close: () => armed.push('close'),
  };
  const openPty = (options: PtyOptions): Pty => {
    const { onData, onExit } = options;
    const played = { onData, onExit, size: '', typed: '', paused: false, stuck: false };
    ptys.push(played);
    return {
      get stuck() {
        return played.stuck;
      },
      write(data) {
        played.typed += Buffer.from(data).toString();
        return true;
      },
      interrupt: () => {
        played.typed += '<interrupt>';
      },
      resize: ({ cols, rows }) => {
        played.size = `${cols}x${rows}`;
      },
      pause: () => {
        played.paused = true;
      },
      resume: () => {
        played.paused = false;
      },
      hangUp: () => onExit(0, 1),
    };
  };
  const outlet: Outlet = {
    opened: ({ epoch, oldest, end, size, shell }) =>
      void heard.push(`opened ${epochs(epoch)} ${oldest}-${end} ${size.cols} ${shell.at}`),
    output: ({ offset, data }) => {
      output += Buffer.from(data).toString();
      end = offset + data.length;
      heard.push(`output ${offset}+${data.length}`);
    },
    resized: ({ offset, size }) => void heard.push(`resized ${offset} ${size.cols}`),
    state: ({ title, shell }) =>
      void heard.push(
        `state ${title} ${shell.at}${shell.at === 'prompt' && shell.typed ? ' typed' : ''}`,
      ),
    closed: ({ reason }) => void heard.push(`closed ${reason}`),
    run: ({ state }) => {
      phases.push(state);
    },
  };
  const known: string[] = [];
  const epochs = (epoch: string) => {
    if (!known.includes(epoch)) known.push(epoch);
    return `life ${known.indexOf(epoch)}`;
  };
  const session = new Session({
    id: ID,
    size: { cols: 80, rows: 20 },
    command: ['bash'],
    environment: {},
    folder: '/',
    nonce: NONCE,
    pacer,
    openPty,
    now: () => 5,
    onClosed: () => heard.push('gone'),
  });
  const pty = () => {
    const last = ptys.at(-1);
    if (last === undefined) throw new Error('no terminal was opened');
    return last;
  };
  const print = (text: string) => pty().onData(Buffer.from(text));
  const epoch = () => known.at(-1) ?? '';
  const take = () => heard.splice(0);
  return {
    session,
    outlet,
    pty,
    ptys,
    print,
    take,
    phases,
    armed,
    epoch,
    output: () => output,
    end: () => end,
  };
}
