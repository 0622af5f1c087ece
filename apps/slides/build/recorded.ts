import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { z } from 'zod';
import { assemble, diff, fixtureSchema } from '../../../packages/topology/src/index.ts';
import type { Change, NodeState } from '../../../packages/topology/src/index.ts';

const PREFIX = 'virtual:recorded/';
const SHOWN = 'virtual:shown/';
const RECORDINGS = join(import.meta.dirname, '../recordings');
const FIXTURES = join(import.meta.dirname, '../../../packages/topology/fixtures');

const shownSchema = z.array(
  z.strictObject({
    cue: z.string(),
    terminal: z.string(),
    exit: z.int().nullable(),
    held: z.boolean(),
    why: z.array(z.string()),
    lines: z.array(z.string()),
  }),
);

/**
 * `import recording from 'virtual:recorded/1-network-namespace'`: what the kernels said after each
 * line of the step's setup.sh, as the first state and the changes from line to line.
 * `import runs from 'virtual:shown/1'`: what the shells of that step showed of each cue.
 */
export function recorded(): Plugin {
  return {
    name: 'netstage:recorded',
    resolveId: (id) => (id.startsWith(PREFIX) || id.startsWith(SHOWN) ? `\0${id}` : null),
    load(id) {
      if (id.startsWith(`\0${SHOWN}`)) {
        const file = join(RECORDINGS, `${id.slice(SHOWN.length + 1)}.json`);
        this.addWatchFile(file);
        const runs = shownSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
        return `export default ${JSON.stringify(runs)};`;
      }
      if (!id.startsWith(`\0${PREFIX}`)) return null;
      const folder = join(FIXTURES, id.slice(PREFIX.length + 1));
      this.addWatchFile(folder);
      return `export default ${JSON.stringify(read(folder))};`;
    },
  };
}

function read(folder: string) {
  const states = new Map<string, NodeState>();
  let outside: string | null = null;
  const frames = readdirSync(folder)
    .toSorted()
    .map((file) => {
      const path = join(folder, file);
      const json: unknown = JSON.parse(readFileSync(path, 'utf8'));
      const fixture = fixtureSchema.parse(json);
      ({ outside } = fixture);
      const changes: Record<string, Change[]> = {};
      for (const reading of fixture.readings) {
        const before = states.get(reading.node) ?? null;
        const { state, problems } = assemble(reading, before, 0);
        if (!state || problems.length > 0)
          throw new Error(`${path}: ${problems[0]?.reason ?? 'no reading of the node itself'}`);
        const changed = diff(before, state);
        if (changed.length > 0) changes[reading.node] = changed;
        states.set(reading.node, state);
      }
      return { node: fixture.node, line: fixture.line, command: fixture.command, changes };
    });
  return { outside, frames };
}
