import { linesBehind } from '@netstage/topology';
import type { NodeState, Ref } from '@netstage/topology';
import { recordedOrigins } from '@netstage/topology/origins';
import { textOf } from '../script/groups.ts';
import { scriptOf } from '../script/files.ts';

/** A line of a step's setup.sh. */
export interface Origin {
  readonly line: number;
  readonly command: string;
}

/** The step's folder, which is also the start of its nodes' names: `3-multi-node` of `…-1`. */
function folderOf(node: string): string {
  return /^\d-.*-\d$/.test(node) ? node.slice(0, node.lastIndexOf('-')) : node;
}

/** The lines that made a thing as it is now, found by running the script line by line. */
export function originsOf(ref: Ref, states: readonly NodeState[]): readonly Origin[] {
  if (!('node' in ref)) return [];
  const state = states.find(({ node }) => node === ref.node);
  if (!state) return [];
  const script = scriptOf(Number(ref.node[0]), 'setup.sh') ?? [];
  const origins = recordedOrigins(folderOf(ref.node), ref.node);
  return linesBehind(origins, state, ref).flatMap((line) => {
    const found = script.find(({ number }) => number === line);
    return found ? [{ line, command: textOf(found) }] : [];
  });
}

/** In words, what a line makes or changes on a node: `veth2`, `route default in con`. */
export function madeBy(line: number, node: string): readonly string[] {
  return Object.entries(recordedOrigins(folderOf(node), node))
    .filter(([, lines]) => lines.some((one) => one.line === line))
    .map(([key]) => wordsOf(key));
}

function wordsOf(key: string): string {
  const [kind = '', first = '', ...rest] = key.split(' ');
  if (kind === 'route') {
    const prefix = rest[2] === '0.0.0.0/0' ? 'default' : (rest[2] ?? '');
    return `route ${prefix}${first === 'node' ? '' : ` in ${first}`}`;
  }
  if (kind === 'link') return rest[0] === undefined ? first : `${first} in ${rest[0]}`;
  return key;
}
