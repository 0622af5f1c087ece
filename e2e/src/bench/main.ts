/** `npm run bench`: what the design promises, measured on this machine. */
import { writeFileSync } from 'node:fs';
import { benchEcho } from './echo.ts';
import { benchFollowers } from './followers.ts';
import { benchLab } from './lab.ts';
import { load, machine } from './machine.ts';
import { readOptions, USAGE } from './options.ts';
import type { Name } from './options.ts';
import { benchPage } from './page.ts';
import { benchPaint } from './paint.ts';
import { held, renderReport } from './report.ts';
import type { Report } from './report.ts';
import { benchStage } from './stage.ts';
import { benchStall } from './stall.ts';
import { benchStorm } from './storm.ts';
import { benchTopology } from './topology.ts';
import { benchWholeTalk } from './whole-talk.ts';

const BENCHMARKS: Readonly<Record<Name, () => Promise<Report>>> = {
  lab: benchLab,
  paint: benchPaint,
  stage: benchStage,
  echo: benchEcho,
  followers: benchFollowers,
  stall: benchStall,
  storm: benchStorm,
  talk: benchWholeTalk,
  topology: benchTopology,
  page: benchPage,
};

async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (options.help) {
    say(USAGE);
    return 0;
  }
  const here = machine();
  say(
    `${here.cores} cores of ${here.processor}, ${here.memoryGb} GB, ` +
      `Linux ${here.kernel}, Node ${here.node}`,
  );
  const done: (Report & { load: number; seconds: number })[] = [];
  const failed: string[] = [];
  for (const name of options.only) {
    const before = load();
    const begun = performance.now();
    try {
      const report = await BENCHMARKS[name]();
      const seconds = Math.round((performance.now() - begun) / 1_000);
      done.push({ ...report, load: before, seconds });
      say(`\n${renderReport(report)}`);
      say(`  · took ${seconds} s; the machine's load average before it was ${before.toFixed(1)}`);
    } catch (error) {
      failed.push(name);
      say(`\n— ${name} could not be measured: ${stackOf(error)}`);
    }
  }
  const verdicts = done.flatMap(({ rows }) => rows.map(held)).filter((one) => one !== null);
  const missed = verdicts.filter((one) => !one).length;
  say(
    `\n${verdicts.length - missed} targets held, ${missed} missed` +
      (failed.length > 0 ? `; not measured: ${failed.join(', ')}` : ''),
  );
  if (options.json !== null)
    writeFileSync(options.json, `${JSON.stringify({ machine: here, reports: done }, null, 2)}\n`);
  if (failed.length > 0) return 1;
  return options.strict && missed > 0 ? 1 : 0;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
