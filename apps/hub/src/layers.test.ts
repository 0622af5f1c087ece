import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** Each folder may import those before it, and none after. `hub.ts` joins them for the last three. */
const LAYERS = [
  'base',
  'screen',
  'fanout',
  'auth',
  'talk',
  'room',
  'web',
  'sockets',
  'hub.ts',
  'lab',
  'rehearsals',
  'program',
  'main.ts',
];

const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('testing/'),
);

function layerOf(path: string): string {
  return path.split('/')[0] ?? path;
}

function importsOf(path: string): string[] {
  const text = readFileSync(join(import.meta.dirname, path), 'utf8');
  return [...text.matchAll(/from '(\.[^']+)'/g)].map(([, to = '']) => join(path, '..', to));
}

it('the folders import one way', () => {
  const upward = sources.flatMap((path) =>
    importsOf(path)
      .filter((to) => LAYERS.indexOf(layerOf(to)) > LAYERS.indexOf(layerOf(path)))
      .map((to) => `${path} imports ${to}`),
  );
  expect(upward).toEqual([]);
  expect(new Set(sources.map(layerOf))).toEqual(new Set(LAYERS));
});
