/** `npm run doctor`: what the lab needs of this machine, as a table. */
import { preflight } from './preflight.ts';
import { table } from './table.ts';

const checks = await preflight();
const rows = checks.map(({ name, ok, found }) => [ok ? 'ok' : 'MISSING', name, found]);
process.stdout.write(`${table([['', 'needed', 'found'], ...rows])}\n`);
const mends = new Set(checks.filter(({ ok }) => !ok).map(({ mend }) => mend));
if (mends.size > 0) {
  process.stdout.write(`\nTo mend it:\n${[...mends].map((mend) => `  ${mend}`).join('\n')}\n`);
  process.exitCode = 1;
}
