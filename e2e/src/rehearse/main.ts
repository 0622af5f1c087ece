/** `npm run rehearse`: plays the talk headless, prints its report, exits non-zero when it is not ready. */
import { writeFile } from 'node:fs/promises';
import { sumRehearsal } from '@netstage/protocol';
import { readOptions, UsageError } from './options.ts';
import { reportText, slideHead, slideLine } from './print.ts';
import { rehearse } from './rehearse.ts';

process.once('SIGTERM', () => process.exit(143));

try {
  const options = readOptions(process.argv.slice(2));
  process.stdout.write(`${slideHead}\n`);
  const { rehearsal, faults } = await rehearse(options, (slide, at) =>
    process.stdout.write(`${slideLine(slide, at)}\n`),
  );
  process.stdout.write(`\n${reportText(rehearsal)}\n`);
  for (const fault of faults) process.stdout.write(`✗ the page: ${fault}\n`);
  if (options.json !== null)
    await writeFile(options.json, `${JSON.stringify(rehearsal, null, 2)}\n`);
  process.exitCode = sumRehearsal(rehearsal).faults.length + faults.length === 0 ? 0 : 1;
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
