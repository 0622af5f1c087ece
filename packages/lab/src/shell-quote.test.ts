import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { shellCommand } from './shell-quote.ts';

test('a shell reads back every word as it was', () => {
  const words = ['', 'a b', "it's", '$HOME `id` "x"', '*', '\\', '-n', 'line\nbreak', 'ümläut'];
  const said = execFileSync('sh', ['-c', `printf '%s\\0' ${shellCommand(words)}`], {
    encoding: 'utf8',
  });
  expect(said.split('\0').slice(0, -1)).toEqual(words);
});
