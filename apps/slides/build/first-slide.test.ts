import { describe, expect, it } from 'vitest';
import { beforeFirstSlide, withImports } from './first-slide.ts';

const chunk = (imports: string[], facadeModuleId: string | null = null) => ({
  isEntry: facadeModuleId === '/src/main.tsx',
  facadeModuleId,
  imports,
});

describe('withImports', () => {
  it('has all that is loaded along, once, also in a circle', () => {
    const chunks = new Map([
      ['entry', { imports: ['a', 'b'] }],
      ['a', { imports: ['b'] }],
      ['b', { imports: ['a'] }],
      ['later', { imports: ['a'] }],
    ]);
    expect([...withImports(chunks, ['entry'])].toSorted()).toEqual(['a', 'b', 'entry']);
  });
});

describe('beforeFirstSlide', () => {
  it('tells what comes with the page from what the slide needs besides', () => {
    const { page, slide } = beforeFirstSlide(
      new Map([
        ['index.js', chunk(['react.js'], '/src/main.tsx')],
        ['react.js', chunk([])],
        ['picture.js', chunk(['react.js', 'd3.js'], '/here/src/pictures/Picture.tsx')],
        ['d3.js', chunk([])],
        ['xterm.js', chunk(['react.js'], '/src/terminal/screen.ts')],
      ]),
    );
    expect([...page].toSorted()).toEqual(['index.js', 'react.js']);
    expect([...slide].toSorted()).toEqual(['d3.js', 'picture.js']);
  });
});
