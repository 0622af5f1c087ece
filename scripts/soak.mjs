/** `npm run soak`: the talk plays again and again; memory, descriptors and processes stay flat. */
import { runE2e } from './lib/e2e.mjs';

await runE2e('e2e/src/rehearse/soak.ts');
