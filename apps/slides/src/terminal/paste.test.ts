import { expect, it } from 'vitest';
import { pasteable } from './paste.ts';

it('keeps a paste from ending its own brackets', () => {
  expect(pasteable('ls\u001b[201~; rm -rf /\r\nécho\t“ok”\u009b31m')).toBe(
    'ls[201~; rm -rf /\nécho\t“ok”31m',
  );
});
