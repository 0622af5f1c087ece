import { describe, expect, it } from 'vitest';
import { readable } from './log.ts';

describe('a line of the log', () => {
  it('is for a person', () => {
    const json = JSON.stringify({ level: 40, time: 0, msg: 'refused', code: 'busy', count: 2 });
    expect(readable(json)).toMatch(/^\d\d:\d\d:\d\d warn {2}refused {2}code=busy {2}count=2$/);
  });
});
