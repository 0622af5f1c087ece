import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { assertReadable } from './assert-readable.ts';
import { LAB_UID } from './identity.ts';
import { tempClone, type TempClone } from './testing/temp-lab.ts';

let clone: TempClone;
beforeEach(() => {
  clone = tempClone();
  chmodSync(clone.dir, 0o755);
});
afterEach(() => clone.remove());

test('a usual clone is readable', () => {
  symlinkSync('/nowhere', join(clone.dir, 'dangling'));
  expect(() => assertReadable(clone.dir, LAB_UID)).not.toThrow();
});

test('the first path that is not is named, with what mends it', () => {
  const secret = join(clone.dir, 'secret');
  mkdirSync(secret);
  writeFileSync(join(secret, 'file'), '', { mode: 0o600 });
  expect(() => assertReadable(clone.dir, LAB_UID)).toThrow(
    `may not read ${secret}/file. Let them with: chmod -R o+rX ${clone.dir}`,
  );
  chmodSync(secret, 0o700);
  expect(() => assertReadable(clone.dir, LAB_UID)).toThrow(`may not read ${secret}. `);
});
