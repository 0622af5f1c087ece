import { writeSync } from 'node:fs';

export interface InputQueue {
  /** @returns false, and takes nothing of it, when it would make the queue too long */
  push(data: Uint8Array): boolean;
  /** Bytes that the terminal has not taken. */
  readonly waiting: number;
  clear(): void;
  close(): void;
}

/** Bytes that may wait for a program that does not read. */
const MOST_WAITING = 256 * 1024;
/** Milliseconds until a full terminal is tried again, and the longest such pause. */
const FIRST_PAUSE = 2;
const LONGEST_PAUSE = 64;

/** What is typed, on its way into a terminal. The descriptor must be non-blocking. */
export function inputQueue(fd: number): InputQueue {
  let queue: Uint8Array[] = [];
  let waiting = 0;
  let pause = FIRST_PAUSE;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const flush = () => {
    timer = undefined;
    for (let [next] = queue; next !== undefined; [next] = queue) {
      const written = writeSome(fd, next);
      if (written < 0) {
        queue = [];
        waiting = 0;
        return;
      }
      waiting -= written;
      if (written < next.length) {
        queue[0] = next.subarray(written);
        pause = written > 0 ? FIRST_PAUSE : Math.min(pause * 2, LONGEST_PAUSE);
        timer = setTimeout(flush, pause);
        return;
      }
      pause = FIRST_PAUSE;
      queue.shift();
    }
  };

  return {
    push(data) {
      if (closed) return true;
      if (waiting + data.length > MOST_WAITING) return false;
      if (data.length === 0) return true;
      queue.push(data);
      waiting += data.length;
      if (timer === undefined) flush();
      return true;
    },
    get waiting() {
      return waiting;
    },
    clear() {
      queue = [];
      waiting = 0;
      clearTimeout(timer);
      timer = undefined;
    },
    close() {
      closed = true;
      this.clear();
    },
  };
}

/** 0 when the terminal is full, -1 when it is gone. */
function writeSome(fd: number, data: Uint8Array): number {
  try {
    return writeSync(fd, data);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EAGAIN' ? 0 : -1;
  }
}
