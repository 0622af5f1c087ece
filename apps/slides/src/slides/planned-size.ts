import type { Size } from '@netstage/protocol';
import type { SlideWords } from '../talk/model.ts';
import type { Live } from '../talk/stage.ts';

/**
 * Columns and rows for each place: letters of some 14 px on the 1280 × 720 canvas, columns for the
 * lines of ping and of test.sh, of which the longest has 62, and rows for two pings with their sum.
 */
const BESIDE = { cols: 62, rows: 19 } as const;
const STACKED = { cols: 62, rows: 9 } as const;
const BELOW = { cols: 64, rows: 8 } as const;

/** Whether the diagram takes the slide's whole width, over the terminals. */
export function isWide(words: SlideWords, stage: Live): boolean {
  const script = words.body.some(({ kind }) => kind === 'script');
  return stage.nodes.length > 1 && stage.view === 'diagram' && !script;
}

/** The size of a slide's terminals, the same wherever they are shown. */
export function plannedSize(words: SlideWords, stage: Live): Size {
  if (isWide(words, stage)) return BELOW;
  return stage.terminals.length > 1 ? STACKED : BESIDE;
}
