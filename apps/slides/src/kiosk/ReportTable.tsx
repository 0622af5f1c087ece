import { actualOf } from '@netstage/protocol';
import type { Rehearsal, RehearsedCue, RehearsedSlide } from '@netstage/protocol';
import type { ReactNode } from 'react';
import { clockWords, deltaWords } from './time-words.ts';

interface Props {
  readonly rehearsal: Rehearsal;
  readonly earlier: Rehearsal | null;
}

const marks: Readonly<Record<RehearsedCue['result'], string>> = {
  held: '✓',
  failed: '✗',
  recorded: '◌ recorded',
  'not-run': '–',
};

/** A row for each slide; what was skipped or failed says so. */
export function ReportTable({ rehearsal, earlier }: Props): ReactNode {
  const before = new Map(earlier?.slides.map((slide) => [slide.slide, slide]));
  const rows = rowsOf(rehearsal.slides);
  return (
    <table className="report-table">
      <thead>
        <tr>
          <th scope="col">#</th>
          <th scope="col">Slide</th>
          <th scope="col">Target</th>
          <th scope="col">Actual</th>
          <th scope="col">Delta</th>
          <th scope="col">Running</th>
          <th scope="col">Typing</th>
          <th scope="col">Waiting</th>
          <th scope="col">{rehearsal.kind === 'kiosk' ? 'Dwelling' : 'Talking'}</th>
          {earlier && <th scope="col">Earlier</th>}
          <th scope="col">Cues</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ slide, late }, index) => (
          <tr key={slide.slide} data-slide={slide.slide} data-shown={slide.shown}>
            <td>{index + 1}</td>
            <th scope="row">
              {slide.title}
              {!slide.shown && <em> skipped</em>}
            </th>
            <td>{clockWords(slide.target)}</td>
            <td>{slide.shown ? clockWords(actualOf(slide)) : '–'}</td>
            <td data-late={isLate(slide)}>
              {slide.shown ? deltaWords(actualOf(slide) - slide.target) : '–'}
            </td>
            <td>{slide.shown ? deltaWords(late) : '–'}</td>
            <td>{clockWords(slide.spent.typing)}</td>
            <td>{clockWords(slide.spent.waiting)}</td>
            <td>{clockWords(slide.spent.dwelling)}</td>
            {earlier && <td>{earlierWords(before.get(slide.slide))}</td>}
            <td>
              <Cues cues={slide.cues} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Each slide with how late the talk is after it. */
function rowsOf(slides: readonly RehearsedSlide[]) {
  const rows: { slide: RehearsedSlide; late: number }[] = [];
  for (const slide of slides) {
    const before = rows.at(-1)?.late ?? 0;
    rows.push({ slide, late: before + (slide.shown ? actualOf(slide) - slide.target : 0) });
  }
  return rows;
}

function earlierWords(slide: RehearsedSlide | undefined): string {
  return slide?.shown === true ? clockWords(actualOf(slide)) : '–';
}

function isLate(slide: RehearsedSlide): boolean {
  return slide.shown && actualOf(slide) - slide.target > Math.max(5, slide.target * 0.2);
}

function Cues({ cues }: { readonly cues: readonly RehearsedCue[] }): ReactNode {
  return (
    <ul className="report-cues">
      {cues.map((cue) => (
        <li key={cue.cue} data-result={cue.result} data-unsteady={cue.unsteady}>
          {marks[cue.result]} {cue.label}
          {cue.took !== null && cue.took >= 0.05 && ` ${cue.took.toFixed(1)} s`}
          {cue.attempts > 1 && ` (${cue.attempts} attempts)`}
          {cue.why.length > 0 && <span className="report-why"> {cue.why.join('; ')}</span>}
        </li>
      ))}
    </ul>
  );
}
