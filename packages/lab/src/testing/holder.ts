/**
 * A lab held by a process that tests may kill: `holder.ts VAGRANT_DIR STATE_DIR`. Says "up" on
 * stdout.
 */
import { startLab } from '../start-lab.ts';

const [, , vagrantDir = '', stateDir = ''] = process.argv;
const lab = await startLab({ vagrantDir, stateDir });
const end = () => void lab.down();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);
process.stdout.write('up\n');
