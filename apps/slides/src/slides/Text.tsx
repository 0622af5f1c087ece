import { createElement } from 'react';
import type { ReactNode } from 'react';
import { keepTogether } from './keep-together.ts';

/**
 * A text of the talk: what stands in `backquotes` is what the kernel or a file says. The text as a
 * whole names its place, so that it can be pointed at in every layout.
 */
export function Text({ children }: { readonly children: string }): ReactNode {
  const pieces = children
    .split('`')
    .map((piece, index) =>
      index % 2 === 1 ? createElement('code', null, piece) : keepTogether(piece),
    );
  return createElement('span', { 'data-piece': children }, ...pieces);
}
