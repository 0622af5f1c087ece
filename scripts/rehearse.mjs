/** `npm run rehearse`: the whole talk plays itself headless, and every command has to hold. */
import { runE2e } from './lib/e2e.mjs';

await runE2e('e2e/src/rehearse/main.ts');
