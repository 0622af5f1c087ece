import { describe, expect, it } from 'vitest';
import { contrast } from '../look/contrast.ts';
import { litColours, palettes } from './palette.ts';

describe.each(['light', 'dark'] as const)('the %s palette', (theme) => {
  const {
    background,
    selectionBackground,
    selectionInactiveBackground,
    scrollbarSliderBackground: _,
    cursorAccent,
    ...texts
  } = palettes[theme];

  it('reads at 4.5:1 in all 16 colours', () => {
    const weak = Object.entries(texts).filter(([, colour]) => contrast(colour, background) < 4.5);
    expect(weak).toEqual([]);
    expect(Object.keys(texts)).toHaveLength(18);
  });

  it('reads at 4.5:1 where text is selected or lit', () => {
    const { foreground } = texts;
    expect(contrast(foreground, selectionBackground)).toBeGreaterThan(4.5);
    expect(contrast(foreground, selectionInactiveBackground)).toBeGreaterThan(4.5);
    expect(cursorAccent).toBe(background);
    for (const lit of Object.values(litColours[theme]))
      expect(contrast(lit.foreground, lit.background)).toBeGreaterThan(4.5);
  });
});
