import { expect, it } from 'vitest';
import { keepTogether } from './keep-together.ts';

it('keeps a node and a step with its number, and leaves the rest to wrap', () => {
  expect(keepTogether('Node 1 has a bridge, node 2 as in step 2')).toBe(
    'Node\u00A01 has a bridge, node\u00A02 as in step\u00A02',
  );
  expect(keepTogether('the node has 2 ends')).toBe('the node has 2 ends');
});
