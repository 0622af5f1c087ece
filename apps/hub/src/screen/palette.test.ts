import { Palette } from '@netstage/protocol';
import headless from '@xterm/headless';
import { describe, expect, it } from 'vitest';

const osc = (rest: string): string => `\u001b]${rest}\u0007`;
const clean = ['104', '110', '111', '112'].map(osc).join('');

/** The palette after that output. */
async function after(output: string): Promise<string> {
  const terminal = new headless.Terminal({ allowProposedApi: true, logLevel: 'off' });
  const palette = new Palette(terminal.parser);
  await new Promise<void>((resolve) => terminal.write(output, resolve));
  terminal.dispose();
  return palette.sequence;
}

describe('the palette', () => {
  it('keeps what programs change, several colours in one command included', async () => {
    expect(await after(osc('4;1;#ff0000;2;rgb:00/ff/00'))).toBe(
      clean + osc('4;1;#ff0000') + osc('4;2;rgb:00/ff/00'),
    );
    expect(await after(osc('10;#111;#222'))).toBe(clean + osc('10;#111') + osc('11;#222'));
  });

  it('forgets what they take back, but not by a reset, as xterm does not either', async () => {
    expect(await after(osc('4;1;#f00;2;#0f0') + osc('104;1'))).toBe(clean + osc('4;2;#0f0'));
    expect(await after(osc('4;1;#f00') + osc('11;#000') + osc('104') + osc('111'))).toBe(clean);
    expect(await after(`${osc('4;1;#f00')}\u001bc`)).toBe(clean + osc('4;1;#f00'));
  });

  it('takes no query, no name and no nonsense for a colour', async () => {
    const odd = ['4;1;?', '4;1;red', '4;999;#f00', '4;x;#f00', '4;1', '10;?', '11;url(x)', '104;x'];
    expect(await after(odd.map(osc).join(''))).toBe(clean);
  });

  it('is the same in a terminal that was given it', async () => {
    const given = await after(osc('4;1;#f00;200;rgb:1/2/3') + osc('12;#abc'));
    expect(await after(osc('4;7;#fff') + given)).toBe(given);
  });
});
