import type { ScriptLine } from './tokenize.ts';

/** The talk's scripts, highlighted when the deck was built: `…/vagrant/3-multi-node/setup.sh`. */
const files = import.meta.glob<readonly ScriptLine[]>('../../../../vagrant/*/*.sh', {
  query: '?script',
  import: 'default',
  eager: true,
});

const byStep = new Map(
  Object.entries(files).map(([path, lines]) => {
    const [, step = '', name = ''] = /\/(\d)-[^/]*\/([^/]+)$/.exec(path) ?? [];
    return [`${step}/${name}`, lines] as const;
  }),
);

/** The real file of a step as highlighted lines, or null when the step has no such file. */
export function scriptOf(step: number, name: string): readonly ScriptLine[] | null {
  return byStep.get(`${step}/${name}`) ?? null;
}
