import type { Plugin } from 'vite';
import { tokenize } from '../src/script/tokenize.ts';

const QUERY = '?script';

/** `import lines from './setup.sh?script'`: a shell script as highlighted lines, at build time. */
export function scripts(): Plugin {
  return {
    name: 'netstage:scripts',
    async load(id) {
      if (!id.endsWith(QUERY)) return null;
      const file = id.slice(0, -QUERY.length);
      this.addWatchFile(file);
      const source = await this.fs.readFile(file, { encoding: 'utf8' });
      return `export default ${JSON.stringify(tokenize(source))};`;
    },
  };
}
