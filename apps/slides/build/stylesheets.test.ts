import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const SOURCES = join(import.meta.dirname, '../src');

/** Paper is not typed on. */
const PRINTED = 'print/print.css';
/** Asks a child, for a class that no row of a terminal has: measured, it costs nothing. */
const CHEAP = '.live-terminals:has(> .is-filling)';

// Chromium restyles what such a rule may concern at each change below it, and a shell's rows change
// with each letter: with 25 of these rules 29 elements were restyled per letter, 3 without.
it('the deck’s stylesheets ask no element for what is inside it', () => {
  const rules = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.css') && file !== PRINTED)
    .flatMap(
      (file) => readFileSync(join(SOURCES, file), 'utf8').match(/[^{};/]*:has\([^{]*/g) ?? [],
    )
    .map((rule) => rule.trim());
  expect(rules).toEqual([CHEAP]);
});
