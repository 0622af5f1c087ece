/**
 * `npm run terminals:record`: runs every cue of the talk on real nodes and writes what the shells
 * showed into apps/slides/recordings/STEP.json, for slides that have no lab. Ends with 1 when a cue
 * did not come out as expected; what it then showed is not written.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { outlineSchema } from '@netstage/protocol';
import { connectStage } from '../bench/stage-client.ts';
import { withTalk } from '../bench/with-talk.ts';
import { ROOT } from '../harness/talk.ts';
import { lineNormaliser } from './normalise-lines.ts';
import { Recorder } from './recorder.ts';
import type { RecordedRun } from './recorder.ts';

const FOLDER = join(ROOT, 'apps/slides/recordings');

const { slides } = outlineSchema.parse(
  JSON.parse(await readFile(join(ROOT, 'apps/slides/dist/deck.json'), 'utf8')),
);

const runs = await withTalk([], async (talk) => {
  const stage = await connectStage(talk);
  const recorder = new Recorder(stage);
  const all: RecordedRun[] = [];
  try {
    for (const { id, cues } of slides) {
      if (cues.length > 0) process.stdout.write(`${id}\n`);
      all.push(...(await recorder.record(cues)));
    }
  } finally {
    stage.close();
  }
  return all;
});

const broken = runs.filter(({ held }) => !held);
for (const { cue, why } of broken) process.stderr.write(`${cue}: ${why.join('; ')}\n`);
if (broken.length > 0) process.exitCode = 1;
else {
  await mkdir(FOLDER, { recursive: true });
  // A node's name begins with the number of its step.
  for (const step of new Set(runs.map(({ terminal }) => terminal[0]))) {
    const normalise = lineNormaliser();
    const recorded = runs
      .filter(({ terminal }) => terminal[0] === step)
      .map((run) => ({ ...run, lines: normalise(run.lines) }));
    await writeFile(join(FOLDER, `${step}.json`), `${JSON.stringify(recorded, null, 1)}\n`);
    process.stdout.write(`step ${step}: ${recorded.length} runs\n`);
  }
}
