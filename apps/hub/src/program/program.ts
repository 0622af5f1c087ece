import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { refuse } from '@netstage/protocol';
import { complaint, preflight, readSteps } from '@netstage/lab';
import type { Step } from '@netstage/lab';
import { keepSecrets } from '../auth/secrets.ts';
import { makeLog } from '../base/log.ts';
import { startHub } from '../hub.ts';
import type { Hub } from '../hub.ts';
import { labStep, LabHost, talkNodes } from '../lab/lab-host.ts';
import { serveRehearsals } from '../rehearsals/rehearsal-routes.ts';
import { Rehearsals } from '../rehearsals/rehearsals.ts';
import { RoomFile } from '../room/room-file.ts';
import { TlsError } from '../web/tls.ts';
import { banner, kioskWords } from './banner.ts';
import { findKioskBrowser, KioskBrowser } from './kiosk-browser.ts';
import { urlsOf } from './links.ts';
import type { Options } from './options.ts';
import { PositionFile } from './position-file.ts';
import { progress } from './progress.ts';
import { claimRun } from './run-file.ts';

/** What the presenter has to mend; told as it is, without a stack. */
export class StartError extends Error {}

/**
 * Brings the whole talk up: lab, agents, hub.
 *
 * @param root the clone
 * @returns the way to end it, leaving nothing behind
 * @throws StartError, RunsAlready
 */
export async function startTalk(options: Options, root: string): Promise<() => Promise<void>> {
  const begun = performance.now();
  const stateDir = options.stateDir ?? join(root, '.netstage');
  const vagrantDir = join(root, 'vagrant');
  const log = makeLog(options.verbose ? 'debug' : 'warn', (line) =>
    process.stderr.write(`${line}\n`),
  );
  const steps = chosenSteps(readSteps(vagrantDir), options.steps);
  if (options.lab) {
    const missing = complaint(
      await progress('Looking at this machine', preflight({ trial: false })),
    );
    if (missing !== undefined) throw new StartError(missing);
  }
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  const secrets = keepSecrets(stateDir, options.newToken);
  const runFile = claimRun(stateDir);
  const position = new PositionFile(stateDir);
  let hub: Hub | null = null;
  let lab: LabHost | null = null;
  let browser: KioskBrowser | null = null;
  const end = async (): Promise<void> => {
    browser?.stop();
    await hub?.close();
    await lab?.stop();
    position.forget();
    new RoomFile(stateDir).forget();
    runFile.remove();
  };
  try {
    const agentSocket = join(stateDir, 'run', 'hub.sock');
    let up = false;
    hub = await startHub({
      host: options.host,
      port: options.port,
      publicUrl: options.publicUrl,
      tls: options.tls,
      roomCode: options.roomCode,
      questions: options.questions,
      stateDir,
      agentSocket: options.lab ? agentSocket : null,
      deckDir: join(root, 'apps/slides/dist'),
      secrets,
      nodes: steps.flatMap(talkNodes),
      position: position.read(),
      onPosition: (to) => position.write(to),
      reset: async (step) =>
        up && lab ? lab.reset(step) : refuse('failed', 'The lab is not up yet.'),
      ...(options.lab && {
        check: async () => {
          if (!lab) throw new Error('The lab is not up yet.');
          return lab.check();
        },
      }),
      routes: (app, auth) =>
        serveRehearsals(app, auth, {
          rehearsals: new Rehearsals(join(stateDir, 'rehearsals')),
          onBeat: () => browser?.beat(),
        }),
      log,
    });
    if (options.lab) {
      lab = new LabHost(
        {
          steps,
          vagrantDir,
          stateDir,
          agentDir: join(root, 'apps/agent/dist'),
          agentSocket,
          secrets,
          log,
        },
        hub,
      );
      await progress('Booting the lab', lab.start());
      up = true;
      await progress('Waiting for the nodes', lab.heard());
    } else for (const step of steps) hub.setLab(labStep(step, 'down', 'started with --no-lab'));
    const urls = urlsOf({ ...options, port: hub.port }, secrets.stageToken);
    runFile.ready(urls);
    const nodes = options.lab ? steps.flatMap(talkNodes).length : 0;
    process.stdout.write(banner(urls, nodes, (performance.now() - begun) / 1_000));
    if (options.kiosk) {
      const program = findKioskBrowser(process.env);
      const url = `${urls.kiosk}#play&loop`;
      const folder = join(stateDir, 'kiosk-browser');
      if (program !== null) browser = new KioskBrowser({ program, url, folder, log });
      process.stdout.write(kioskWords(url, program));
    }
    return end;
  } catch (error) {
    await end();
    throw explained(error, options);
  }
}

function chosenSteps(all: Step[], wanted: readonly number[] | null): Step[] {
  if (wanted === null) return all;
  const numbers = all.map(({ step }) => step);
  for (const number of wanted)
    if (!numbers.includes(number))
      throw new StartError(`--steps: there is no step ${number}, only ${numbers.join(', ')}.`);
  return all.filter(({ step }) => wanted.includes(step));
}

/** The system's own words for what a presenter can mend are too few. */
function explained(error: unknown, { host, port }: Options): unknown {
  if (error instanceof TlsError) return new StartError(error.message, { cause: error });
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const words: Record<string, string> = {
    EADDRINUSE: `Port ${port} is taken by another program. Take another one: npm start -- --port 0 picks a free one.`,
    EADDRNOTAVAIL: `This machine has no address ${host}. Leave --host out, or use 0.0.0.0 for all.`,
    ENOTFOUND: `There is no address ${host}. Leave --host out, or use 0.0.0.0 for all.`,
    EACCES: `Port ${port} may not be used by this user. Take one above 1023.`,
  };
  const said = typeof code === 'string' ? words[code] : undefined;
  return said === undefined ? error : new StartError(said, { cause: error });
}
