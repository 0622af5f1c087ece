import { describe, expect, it } from 'vitest';
import { terminalFrameSchema } from './browser-wire.ts';
import { textOf } from './terminal-text.ts';

const text = '\uFEFFping → 10.0.0.2 \u001B[32m✓ 🙂\u001B[0m\r\n';
const bytes = new TextEncoder().encode(text);

describe('the text of a frame', () => {
  it.each([
    ['JSON', text],
    ['a Buffer', bytes],
    ['an ArrayBuffer', bytes.buffer],
  ])('is the same from %s', (_, data) => {
    expect(textOf(data)).toBe(text);
    const frame = { terminal: '3-multi-node-1/main', epoch: 'e1', offset: 0, end: 40, data };
    expect(terminalFrameSchema.parse(frame).data).toBe(text);
  });

  it('is neither a number nor a list of them', () => {
    const frame = { terminal: '3-multi-node-1/main', epoch: 'e1', offset: 0, end: 40 };
    expect(terminalFrameSchema.safeParse({ ...frame, data: 7 }).success).toBe(false);
    expect(terminalFrameSchema.safeParse({ ...frame, data: [104, 105] }).success).toBe(false);
  });
});
