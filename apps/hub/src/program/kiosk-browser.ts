import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { accessSync, constants, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Log } from '../base/log.ts';

/** Ms without a heartbeat after which a page counts as dead; it sends one every five seconds. */
const SILENCE = 30_000;
/** Ms for a browser to start and its page to send the first. */
const START = 90_000;
/** Ms until a browser that ended is started again: doubling, until one has lived for a while. */
const BACKOFF = { first: 1_000, longest: 30_000, settled: 60_000 } as const;

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'] as const;

interface Options {
  program: string;
  /** The kiosk's address, token and all. */
  url: string;
  /** For the browser's profile, and the page that leads it to the address. */
  folder: string;
  log: Log;
  /** Beside the usual ones; `--headless` in tests. */
  args?: readonly string[];
  silence?: number;
}

/** A full-screen browser on the kiosk's page that is started again whenever page or browser die. */
export class KioskBrowser {
  readonly #options: Options;
  #child: ChildProcess | null = null;
  #timer: NodeJS.Timeout | null = null;
  #wait: number = BACKOFF.first;
  #begun = 0;
  #stopped = false;

  constructor(options: Options) {
    this.#options = options;
    this.#launch();
  }

  /** The page is alive. */
  beat(): void {
    if (this.#child) this.#expect(this.#options.silence ?? SILENCE);
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#child) kill(this.#child);
  }

  #launch(): void {
    const { program, folder, url, args = [], log } = this.#options;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // The token must not stand in the list of processes, which every user of the machine may read.
    const door = join(folder, 'kiosk.html');
    writeFileSync(door, `<meta http-equiv="refresh" content="0;url=${url}">\n`, { mode: 0o600 });
    const child = spawn(
      program,
      [...switches(folder), ...args, pathToFileURL(door).href],
      // A group of its own: a browser is many processes, and all have to go.
      { detached: true, stdio: 'ignore' },
    );
    this.#child = child;
    this.#begun = performance.now();
    const ended = (how: string, closed: boolean): void => {
      if (this.#child !== child) return;
      this.#child = null;
      this.#ended(how, closed);
    };
    child.once('error', (error) => ended(error.message, false));
    child.once('exit', (code, signal) => ended(signal ?? `exit ${code}`, code === 0));
    log.debug({ program }, 'the kiosk’s browser was started');
    this.#expect(START);
  }

  /** Kills the browser when no sign of life comes in time; its end starts the next one. */
  #expect(within: number): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#options.log.warn('the kiosk’s page gives no sign of life: its browser starts anew');
      if (this.#child) kill(this.#child);
    }, within);
  }

  #ended(how: string, closed: boolean): void {
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#stopped) return;
    const { log } = this.#options;
    if (closed) {
      log.warn('the kiosk’s browser was closed; its address still works, Ctrl-C ends the talk');
      return;
    }
    if (performance.now() - this.#begun > BACKOFF.settled) this.#wait = BACKOFF.first;
    log.warn({ again: `${this.#wait} ms` }, `the kiosk’s browser ended (${how})`);
    this.#timer = setTimeout(() => this.#launch(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, BACKOFF.longest);
  }
}

/** A browser that can be looked after, where there is a screen to show it on; null otherwise. */
export function findKioskBrowser(environment: NodeJS.ProcessEnv): string | null {
  const screen = environment['DISPLAY'] ?? environment['WAYLAND_DISPLAY'];
  if (screen === undefined || screen === '') return null;
  const folders = (environment['PATH'] ?? '').split(delimiter);
  for (const program of PROGRAMS)
    for (const folder of folders) if (isExecutable(join(folder, program))) return program;
  return null;
}

function switches(folder: string): string[] {
  return [
    '--kiosk',
    `--user-data-dir=${join(folder, 'profile')}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-session-crashed-bubble',
    '--disable-background-timer-throttling',
    '--disable-renderer-backgrounding',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    // Chromium's own sandbox refuses to run as root.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
}

function kill(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
