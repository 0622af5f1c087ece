import { closeSync, constants, openSync, readFileSync, readSync } from 'node:fs';
import type { ConnectOpts, SocketConstructorOpts } from 'node:net';
import { ReadStream } from 'node:tty';
import { loadNativeModule } from 'node-pty/lib/utils.js';
import type { Size } from '@netstage/protocol';
import { inputQueue } from './input-queue.ts';

export interface PtyOptions {
  /** The program and its arguments. */
  command: readonly string[];
  /** All of the environment: nothing of this process's is added. */
  environment: Readonly<Record<string, string>>;
  folder: string;
  size: Size;
  /** The bytes are good until it returns: the next ones come in the same memory. */
  onData: (bytes: Uint8Array) => void;
  /** After the last byte of output. `signal` is 0 for an orderly end. */
  onExit: (exit: number, signal: number) => void;
}

/** A program in a terminal of its own. */
export interface Pty {
  /** @returns false when the program does not take its input and too much of it waits already */
  write(data: Uint8Array): boolean;
  /** Whether input waits for the program to take it. */
  readonly stuck: boolean;
  /** Throws away input that the program has not taken, and interrupts what runs in front. */
  interrupt(): void;
  resize(size: Size): void;
  pause(): void;
  resume(): void;
  /** As closing the window does: SIGHUP to the program, and what it started goes too. */
  hangUp(): void;
}

export type OpenPty = (options: PtyOptions) => Pty;

const CHUNK = 64 * 1024;
/** A terminal holds 4 kB; as much as this at once means that more is about to come. */
const MUCH = 2 * 1024;

export const openPty: OpenPty = ({ command, environment, folder, size, onData, onExit }) => {
  const [file = '', ...args] = command;
  const native = loadNativeModule('pty').module;
  let ended = false;
  const settings = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  const { fd, pid, pty } = native.fork(
    ...([file, args, settings, folder, size.cols, size.rows, -1, -1, true, ''] as const),
    (exit, signal) => end(exit, signal),
  );
  // While anyone holds the other side open, reading never fails with EIO, so that the stream can't
  // come to its end before the exit is known. Node opens it close-on-exec.
  const slave = openSync(pty, constants.O_RDWR | constants.O_NOCTTY);
  const stream = readStream(fd, onData);
  stream.on('error', () => undefined);
  const input = inputQueue(fd);

  /**
   * When the session's leader ends, the kernel hangs the terminal up: nobody can write to it any
   * more, and what was written is all there to be read, now and without waiting.
   */
  const end = (exit: number, signal: number) => {
    ended = true;
    input.close();
    stream.pause();
    const chunk = Buffer.alloc(CHUNK);
    for (let read = readSome(fd, chunk, 0); read > 0; read = readSome(fd, chunk, 0))
      onData(chunk.subarray(0, read));
    closeSync(slave);
    stream.destroy();
    onExit(exit, signal);
  };

  return {
    write: (data) => ended || input.push(data),
    get stuck() {
      return input.waiting > 0;
    },
    interrupt() {
      if (ended) return;
      input.clear();
      const group = foregroundGroup(pid);
      if (group !== undefined) signal(-group, 'SIGINT');
    },
    resize({ cols, rows }) {
      if (!ended) native.resize(fd, cols, rows, 0, 0);
    },
    pause() {
      if (!ended) stream.pause();
    },
    resume() {
      if (!ended) stream.resume();
    },
    hangUp() {
      if (ended) return;
      stream.resume();
      signal(pid, 'SIGHUP');
      // A shell that ignores the hangup ends all the same.
      setTimeout(() => {
        if (!ended) signal(pid, 'SIGKILL');
      }, 1_000).unref();
    },
  };
};

/**
 * Hands out what comes, always in the same memory. A terminal gives 4 kB at a time, and a new 64 kB
 * for each, as a stream otherwise takes, would cost a flood more than reading it. So would asking
 * each time whether there is more: reading says that, too, and the kernel fills the terminal up
 * before it says no (n_tty_read, drivers/tty/n_tty.c).
 */
function readStream(fd: number, onData: (bytes: Uint8Array) => void): ReadStream {
  const buffer = Buffer.alloc(CHUNK);
  // Any socket takes it when it is made, which the types say of `connect` only.
  const options: SocketConstructorOpts & ConnectOpts = {
    onread: {
      buffer,
      callback(length) {
        let end = length;
        for (let read = length; read >= MUCH && end < CHUNK; end += read)
          read = readSome(fd, buffer, end);
        onData(buffer.subarray(0, end));
        return true;
      },
    },
  };
  const stream = new ReadStream(fd, options);
  stream.resume();
  return stream;
}

/** @returns 0 when there is nothing (left) to read */
function readSome(fd: number, into: Uint8Array, from: number): number {
  try {
    return readSync(fd, into, from, into.length - from, null);
  } catch {
    return 0;
  }
}

/** The process group that owns the terminal: field 8 of /proc/PID/stat, after the name in brackets. */
function foregroundGroup(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const group = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[5]);
    return group > 1 ? group : undefined;
  } catch {
    return undefined;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Ended just now.
  }
}
