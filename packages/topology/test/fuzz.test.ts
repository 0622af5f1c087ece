import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { assemble, nodeStateSchema, type NodeReading, type Output } from '../src/index.ts';
import { recordedSteps } from './fixtures.ts';

/** The fullest reading of each node. */
const readings: NodeReading[] = recordedSteps().flatMap(
  ({ frames }) => frames.at(-1)?.readings ?? [],
);

const PARTS = ['batch', 'netconf', 'fdb', 'nsids'] as const;

/** What can happen to a text on its way, and what a clever adversary would do to it. */
const mutation = fc.oneof(
  fc.record({ type: fc.constant('cut' as const), at: fc.nat() }),
  fc.record({ type: fc.constant('drop' as const), at: fc.nat(), length: fc.nat({ max: 40 }) }),
  fc.record({ type: fc.constant('put' as const), at: fc.nat(), text: fc.string({ maxLength: 8 }) }),
  fc.record({
    type: fc.constant('number' as const),
    at: fc.nat(),
    value: fc.constantFrom('0', '-1', '1e99', '4', '5', 'null', '"x"', '4294967296'),
  }),
  fc.record({
    type: fc.constant('word' as const),
    at: fc.nat(),
    value: fc.constantFrom('__proto__', 'con1', 'lo', '', 'default', '10.0.0.1', 'ff'),
  }),
);
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

const replaceNth = (text: string, pattern: RegExp, at: number, value: string): string => {
  const count = [...text.matchAll(pattern)].length;
  if (count === 0) return text;
  let index = -1;
  return text.replaceAll(pattern, (found) => {
    index += 1;
    return index === at % count ? value : found;
  });
};

const mutated = (text: string, change: Mutation): string => {
  const at = text.length === 0 ? 0 : change.at % text.length;
  switch (change.type) {
    case 'cut':
      return text.slice(0, at);
    case 'drop':
      return text.slice(0, at) + text.slice(at + change.length);
    case 'put':
      return text.slice(0, at) + change.text + text.slice(at);
    case 'number':
      return replaceNth(text, /(?<=:)-?\d+/g, change.at, change.value);
    case 'word':
      return replaceNth(text, /(?<=:)"[^"]*"/g, change.at, JSON.stringify(change.value));
  }
};

const damaged = (
  reading: NodeReading,
  where: number,
  part: (typeof PARTS)[number],
  change: Mutation,
) => ({
  ...reading,
  namespaces: reading.namespaces.map((namespace, index) => {
    if (index !== where % reading.namespaces.length) return namespace;
    const output = namespace[part];
    const broken: Output = output.ok
      ? { ok: true, stdout: mutated(output.stdout, change) }
      : output;
    return { ...namespace, [part]: broken };
  }),
});

const SLOW = { timeout: 60_000 };

it(
  'makes a right model or a problem of any mutated output, never an exception or a one-sided cable',
  SLOW,
  () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...readings),
        fc.nat(),
        fc.constantFrom(...PARTS),
        fc.array(mutation, { minLength: 1, maxLength: 3 }),
        (reading, where, part, changes) => {
          const good = assemble(reading, null, 0).state;
          const broken = changes.reduce(
            (input, change) => damaged(input, where, part, change),
            reading,
          );
          const { state, problems } = assemble(broken, good, 1);
          if (state === null) throw new Error('the last good state was lost');
          expect(nodeStateSchema.parse(state)).toEqual(state);
          for (const { reason, received } of problems) {
            expect(reason).not.toBe('');
            expect(received.length).toBeLessThan(100);
          }
          for (const namespace of Object.values(state.namespaces)) {
            for (const [key, { peer }] of Object.entries(namespace.links)) {
              if (peer.type !== 'known') continue;
              const back = state.namespaces[peer.namespace]?.links[String(peer.ifindex)]?.peer;
              expect(back).toEqual({
                type: 'known',
                namespace: namespace.id,
                ifindex: Number(key),
              });
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  },
);

it('reads everything that was recorded without a problem', () => {
  expect(readings.length).toBeGreaterThan(5);
  expect(readings.flatMap((reading) => assemble(reading, null, 0).problems)).toEqual([]);
});
