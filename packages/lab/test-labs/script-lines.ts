import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { vagrantDir } from './talk-lab.ts';

/** A command of a script, with the number of its line (from 1). */
export interface ScriptLine {
  number: number;
  text: string;
}

export function scriptText(folder: string, script: string): string {
  return readFileSync(join(vagrantDir, folder, script), 'utf8');
}

/** The lines of a script that do something: neither empty nor comment. */
export function commandLines(text: string): ScriptLine[] {
  return text
    .split('\n')
    .map((line, index) => ({ number: index + 1, text: line }))
    .filter(({ text }) => text.trim() !== '' && !text.startsWith('#'));
}

/** A script without some of its lines; the others keep their numbers. */
export function without(text: string, leftOut: (line: ScriptLine) => boolean): string {
  return text
    .split('\n')
    .map((line, index) => (leftOut({ number: index + 1, text: line }) ? '' : line))
    .join('\n');
}
