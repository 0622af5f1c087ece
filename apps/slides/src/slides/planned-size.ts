import type { Size } from '@netstage/protocol';
import type { SlideWords } from '../talk/model.ts';
import type { Live } from '../talk/stage.ts';

/**
 * Columns and rows for each place: letters of 14 px and more on the 1280 × 720 canvas, columns for
 * the lines of ping and of ip route, of which the longest have 64, and rows as many as fit.
 */
const BESIDE = { cols: 64, rows: 21 } as const;
const BELOW_DIAGRAM = { cols: 64, rows: 8 } as const;
const BELOW_TABLES = { cols: 64, rows: 12 } as const;
const BESIDE_SCRIPT = { cols: 64, rows: 26 } as const;
const STACKED_BESIDE_SCRIPT = { cols: 64, rows: 12 } as const;
const BELOW_ADDRESSES = { cols: 64, rows: 10 } as const;
const BELOW_SCRIPT = { cols: 64, rows: 8 } as const;

/** Whether what is seen takes the slide's whole width, over the terminals. */
export function isWide(words: SlideWords, stage: Live): boolean {
  return stage.nodes.length > 1 && !words.body.some(({ kind }) => kind === 'script');
}

/** The size of a slide's terminals, the same wherever they are shown. */
export function plannedSize(words: SlideWords, stage: Live): Size {
  const script = words.body.find((block) => block.kind === 'script');
  if (script?.file === 'setup.sh') return BELOW_SCRIPT;
  if (script?.file === 'env.sh') return BELOW_ADDRESSES;
  if (script) return stage.terminals.length > 1 ? STACKED_BESIDE_SCRIPT : BESIDE_SCRIPT;
  if (isWide(words, stage)) return stage.view === 'tables' ? BELOW_TABLES : BELOW_DIAGRAM;
  return BESIDE;
}
