import { actualOf, sumRehearsal } from '@netstage/protocol';
import type { RehearsedCue, RehearsedSlide, Rehearsal } from '@netstage/protocol';

const marks: Readonly<Record<RehearsedCue['result'], string>> = {
  held: '✓',
  failed: '✗',
  recorded: '◌',
  'not-run': '–',
};

/** One line for a slide that is done. */
export function slideLine(slide: RehearsedSlide, at: string): string {
  const { typing, waiting, dwelling } = slide.spent;
  const cues = slide.cues.map(
    ({ result, attempts }) => `${marks[result]}${attempts > 1 ? `×${attempts}` : ''}`,
  );
  return [
    at.padStart(6),
    slide.slide.padEnd(24),
    seconds(slide.target),
    seconds(actualOf(slide)),
    signed(actualOf(slide) - slide.target),
    seconds(typing),
    seconds(waiting),
    seconds(dwelling),
    ` ${cues.join(' ')}`,
  ].join(' ');
}

export const slideHead = [
  '      ',
  'slide'.padEnd(24),
  ...['target', 'actual', 'delta', 'typing', 'waiting', 'dwelling'].map((word) => word.padStart(8)),
  ' cues',
].join(' ');

/** The whole report: what went wrong, slide by slide and in sum. */
export function reportText(rehearsal: Rehearsal): string {
  const sum = sumRehearsal(rehearsal);
  const { spent, cues } = sum;
  const wrong = rehearsal.slides.flatMap((slide) =>
    slide.cues
      .filter((cue) => cue.why.length > 0)
      .map((cue) => `  ${slide.slide}: ${cue.cue} ${cue.result}: ${cue.why.join(' / ')}`),
  );
  return [
    `total   ${seconds(sum.actual)} of ${seconds(sum.target)} planned, ${signed(sum.actual - sum.target).trim()}`,
    `spent   ${seconds(spent.typing)} typing, ${seconds(spent.waiting)} waiting, ${seconds(spent.dwelling)} dwelling; ${seconds(rehearsal.preparing)} bringing labs there`,
    `cues    ${cues.held} held, ${cues.failed} failed, ${cues.recorded} recorded, ${cues['not-run']} not run; ${sum.retried} tried again`,
    `clock   ${seconds((rehearsal.ended - rehearsal.begun) / 1_000)} at ${rehearsal.speed}×`,
    ...(wrong.length > 0 ? ['', 'what went wrong on the way', ...wrong] : []),
    '',
    ...(sum.faults.length === 0 ? ['The talk is ready.'] : sum.faults.map((fault) => `✗ ${fault}`)),
  ].join('\n');
}

function seconds(value: number): string {
  return value.toFixed(1).padStart(8);
}

function signed(value: number): string {
  return `${value >= 0 ? '+' : '−'}${Math.abs(value).toFixed(1)}`.padStart(8);
}
