import { actualOf } from '@netstage/protocol';
import type { Rehearsal } from '@netstage/protocol';
import type { ReactNode } from 'react';
import { clockWords } from './time-words.ts';

interface Props {
  readonly rehearsal: Rehearsal;
  readonly earlier: Rehearsal | null;
}

const WIDTH = 1_200;
const HEIGHT = 200;
/** Room above the tallest column, for its marks, and below all of them, for signs. */
const HEAD = 5;
const FOOT = 18;

/** A column for each slide: typing, waiting and dwelling on each other, a line for its target. */
export function ReportChart({ rehearsal, earlier }: Props): ReactNode {
  const { slides } = rehearsal;
  const before = new Map(earlier?.slides.map((slide) => [slide.slide, actualOf(slide)]));
  const tallest = Math.max(
    1,
    ...slides.flatMap((slide) => [slide.target, actualOf(slide), before.get(slide.slide) ?? 0]),
  );
  const step = WIDTH / slides.length;
  const y = (seconds: number): number => ((HEIGHT - HEAD - FOOT) * seconds) / tallest;
  return (
    <figure className="report-chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-label="Seconds for each slide">
        {slides.map((slide, index) => {
          const { typing, waiting, dwelling } = slide.spent;
          const x = index * step + step * 0.15;
          const width = step * 0.7;
          const foot = HEIGHT - FOOT;
          const then = before.get(slide.slide);
          return (
            <g key={slide.slide} data-shown={slide.shown}>
              <title>{`${slide.title}: ${clockWords(actualOf(slide))} of ${clockWords(slide.target)}`}</title>
              <rect
                className="is-dwelling"
                x={x}
                width={width}
                y={foot - y(typing + waiting + dwelling)}
                height={y(dwelling)}
              />
              <rect
                className="is-waiting"
                x={x}
                width={width}
                y={foot - y(typing + waiting)}
                height={y(waiting)}
              />
              <rect
                className="is-typing"
                x={x}
                width={width}
                y={foot - y(typing)}
                height={y(typing)}
              />
              <line
                className="is-target"
                x1={x - step * 0.1}
                x2={x + width + step * 0.1}
                y1={foot - y(slide.target)}
                y2={foot - y(slide.target)}
              />
              {then !== undefined && (
                <circle
                  className="is-earlier"
                  cx={x + width / 2}
                  cy={foot - y(then)}
                  r={Math.min(4, width / 3)}
                />
              )}
              {slide.cues.some(({ result }) => result === 'failed' || result === 'recorded') && (
                <text className="is-failed" x={x + width / 2} y={HEIGHT - 4} textAnchor="middle">
                  ✗
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <figcaption>
        <span className="key is-typing">typing</span>
        <span className="key is-waiting">waiting</span>
        <span className="key is-dwelling">
          {rehearsal.kind === 'kiosk' ? 'dwelling' : 'talking'}
        </span>
        <span className="key is-target">target</span>
        {earlier && <span className="key is-earlier">earlier</span>}
      </figcaption>
    </figure>
  );
}
