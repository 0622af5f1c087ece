import { describe, expect, it } from 'vitest';
import { createTerminalStreams } from './terminal-streams.ts';

const terminal = '1-network-namespace/main';
const size = { cols: 60, rows: 22 };

function rig() {
  const watched: string[][] = [];
  const seen: string[] = [];
  const streams = createTerminalStreams((terminals) => watched.push(terminals));
  const close = streams.open(terminal, {
    seed: (_, data) => seen.push(`seed ${data}`),
    write: (data) => seen.push(data),
    resize: ({ cols }) => seen.push(`cols ${cols}`),
  });
  const frame = (offset: number, data: string, epoch = 'e1') => {
    streams.takeFrame({ terminal, epoch, offset, end: offset + data.length, data });
  };
  const screen = (offset: number, data: string, epoch = 'e1') => {
    streams.takeScreen({ terminal, epoch, offset, size, data });
  };
  return { watched, seen, streams, close, frame, screen, settled: () => Promise.resolve() };
}

describe('terminal streams', () => {
  it('watches once for all that opens in one go, and no more when closed', async () => {
    const { watched, close, streams, settled } = rig();
    const sink = { seed: () => {}, write: () => {}, resize: () => {} };
    streams.open('2-single-node/main', sink);
    await settled();
    expect(watched).toEqual([[terminal, '2-single-node/main']]);
    close();
    await settled();
    expect(watched.at(-1)).toEqual(['2-single-node/main']);
  });

  it('writes what follows the screen, each byte once', () => {
    const { seen, frame, screen } = rig();
    frame(0, 'too early');
    screen(9, 'screen');
    frame(4, 'early');
    frame(9, 'abc');
    frame(9, 'abc');
    frame(12, 'd');
    expect(seen).toEqual(['seed screen', 'abc', 'd']);
  });

  it('asks for the screen again after a gap or a new shell, once', async () => {
    const { watched, seen, frame, screen, settled } = rig();
    await settled();
    screen(0, '');
    frame(5, 'gap');
    frame(8, 'more');
    await settled();
    expect(watched).toHaveLength(2);
    screen(12, 'all of it');
    frame(0, 'new shell', 'e2');
    await settled();
    expect(watched).toHaveLength(3);
    expect(seen).toEqual(['seed ', 'seed all of it']);
  });

  it('asks once more for a screen that is missing while another terminal opens', async () => {
    const { watched, frame, screen, streams, settled } = rig();
    await settled();
    screen(0, '');
    frame(5, 'gap');
    const sink = { seed: () => {}, write: () => {}, resize: () => {} };
    streams.open('2-single-node/main', sink);
    await settled();
    const both = [terminal, '2-single-node/main'];
    expect(watched).toEqual([[terminal], both, both]);
  });

  it('asks for everything after a connect', async () => {
    const { watched, screen, streams, settled } = rig();
    await settled();
    screen(0, '');
    streams.reseedAll();
    await settled();
    expect(watched).toEqual([[terminal], [terminal]]);
  });

  it('does not start anew for a screen it already shows', () => {
    const { seen, screen } = rig();
    screen(3, 'abc');
    screen(3, 'abc');
    expect(seen).toEqual(['seed abc']);
  });

  it('resizes at the right byte', async () => {
    const { seen, screen, streams, watched, settled } = rig();
    await settled();
    screen(3, 'abc');
    streams.takeSize({ terminal, epoch: 'e1', offset: 3, size: { cols: 80, rows: 20 } });
    streams.takeSize({ terminal, epoch: 'e1', offset: 1, size: { cols: 90, rows: 20 } });
    streams.takeSize({ terminal, epoch: 'e1', offset: 9, size: { cols: 100, rows: 20 } });
    await settled();
    expect(seen).toEqual(['seed abc', 'cols 80']);
    expect(watched).toHaveLength(2);
  });
});
