import setup1 from '../../../../vagrant/1-network-namespace/setup.sh?script';
import type { ScriptLine } from './tokenize.ts';

const files: Readonly<Record<string, readonly ScriptLine[]>> = {
  '1/setup.sh': setup1,
};

/** The real file of a step as highlighted lines, or null when the deck does not show it. */
export function scriptOf(step: number, name: string): readonly ScriptLine[] | null {
  return files[`${step}/${name}`] ?? null;
}
