/**
 * node-pty's native half, which its own JavaScript half is written on. That half destroys the
 * terminal 200 ms after the shell's end, read to its end or not, retries a full terminal without
 * pause, and turns off the kernel's notion of UTF-8 for whoever wants bytes.
 */
declare module 'node-pty/lib/utils.js' {
  interface Native {
    fork(
      file: string,
      args: string[],
      environment: string[],
      folder: string,
      cols: number,
      rows: number,
      uid: number,
      gid: number,
      utf8: boolean,
      helper: string,
      onExit: (exit: number, signal: number) => void,
    ): { fd: number; pid: number; pty: string };
    resize(fd: number, cols: number, rows: number, width: number, height: number): void;
  }
  export function loadNativeModule(name: 'pty'): { dir: string; module: Native };
}
