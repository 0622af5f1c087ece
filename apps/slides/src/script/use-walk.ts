import { useMemo } from 'react';
import { useSlide } from '../deck/slide-context.ts';
import type { Script, ScriptPart } from '../talk/body.ts';
import { scriptOf } from './files.ts';
import { commonLines, groupOf } from './groups.ts';
import type { ScriptLine } from './tokenize.ts';

export interface Walk {
  readonly lines: readonly ScriptLine[];
  /** Indices of the lines that the step before has as well. */
  readonly common: ReadonlySet<number>;
  /** The group that is told now. */
  readonly part: ScriptPart;
  readonly group: { readonly from: number; readonly to: number };
}

/** A script from the real file and the group of it that the slide has come to. */
export function useWalk(block: Script): Walk | null {
  const { fragment } = useSlide();
  const lines = scriptOf(block.step, block.file);
  const common = useMemo(() => {
    const before = block.against === undefined ? null : scriptOf(block.against, block.file);
    return lines && before ? commonLines(lines, before) : new Set<number>();
  }, [lines, block.against, block.file]);
  const part = block.parts[Math.min(fragment + 1, block.parts.length - 1)];
  const group = lines && part ? groupOf(lines, part.line) : null;
  return lines && part && group ? { lines, common, part, group } : null;
}
