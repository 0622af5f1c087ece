import { sumRehearsal } from '@netstage/protocol';
import { expect, it } from 'vitest';
import { reportText } from './rehearse/print.ts';
import { rehearse } from './rehearse/rehearse.ts';

it('plays the whole talk for real: every cue on all six nodes holds, in the time planned', async () => {
  const { rehearsal, faults, followed } = await rehearse({
    speed: 20,
    from: null,
    to: null,
    step: null,
  });
  process.stdout.write(`${reportText(rehearsal)}\n`);
  const { cues, faults: found, skipped } = sumRehearsal(rehearsal);
  expect(found).toEqual([]);
  expect(faults).toEqual([]);
  expect(skipped).toEqual([]);
  expect(cues).toMatchObject({ failed: 0, recorded: 0, 'not-run': 0 });
  expect(cues.held).toBeGreaterThanOrEqual(60);
  expect(followed).toBe(rehearsal.slides.at(-1)?.slide);
}, 900_000);
