import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { talkLab, type TalkLab } from './talk-lab.ts';

const [first, second] = ['4-overlay-network-1', '4-overlay-network-2'];

describe('capture.sh and send.sh', () => {
  let lab: TalkLab;
  let captures = 0;
  beforeAll(async () => {
    lab = await talkLab(4);
    await Promise.all([first, second].map((node) => lab.must(node, './setup.sh')));
  });
  afterAll(() => lab.down());

  /** What capture.sh prints on the second node for one message of the first. */
  async function seen(words: string, send: string): Promise<string[]> {
    const file = `/tmp/capture.${(captures += 1)}`;
    await lab.must(second, `./capture.sh ${words} </dev/null &>${file} & echo $! >${file}.pid`);
    const until = (text: string, act: string) =>
      lab.must(second, `timeout 20 bash -c 'until grep -q ${text} ${file}; do ${act}; done'`);
    // A capture is deaf until it has begun: ping until something shows.
    await until('pong', 'ip netns exec con1 ping -c 1 -W 1 172.16.0.2');
    await lab.run(first, send);
    await until('hello', 'sleep 0.05');
    return (await lab.must(second, `kill $(cat ${file}.pid); cat ${file}`)).split('\n');
  }

  it('on the underlay: the packet in the packet, and the message for all to read', async () => {
    const lines = await seen('', './send.sh "hello there"');
    expect(lines[0]).toBe('eth1 of 4-overlay-network-2 (Ctrl-C ends)');
    const at = lines.findIndex((line) => line.includes('hello'));
    expect(lines.slice(at - 2, at + 1)).toEqual([
      '10.0.0.10 > 10.0.0.20       udp 9000    ttl 64 DF    1500 bytes',
      '  172.16.0.2 > 172.16.1.2   ping        ttl 63 DF    1468 bytes',
      '    "hello there"',
    ]);
  });

  it('on tun0 and on br0: the inner packet alone, one router further on', async () => {
    for (const [dev, ttl] of [
      ['tun0', 63],
      ['br0', 62],
    ] as const) {
      const lines = await seen(dev, './send.sh "hello there"');
      const at = lines.findIndex((line) => line.includes('hello'));
      expect(lines.slice(at - 1, at + 1)).toEqual([
        `172.16.0.2 > 172.16.1.2     ping        ttl ${ttl} DF    1468 bytes`,
        '  "hello there"',
      ]);
    }
  });

  it('a filter narrows it', async () => {
    const lines = await seen('tun0', 'ping -c 1 -W 1 172.16.1.3; ./send.sh hello');
    expect(lines.some((line) => line.includes('172.16.1.3'))).toBe(true);
    const narrow = await seen(
      'tun0 "host 172.16.1.2 or src 172.16.1.100"',
      'ping -c 1 -W 1 172.16.1.3; ./send.sh hello',
    );
    expect(narrow.filter((line) => line.includes('172.16.1.3'))).toEqual([]);
  });

  it('send.sh prints the reply with its TTL', async () => {
    const out = await lab.must(first, './send.sh');
    expect(out).toContain('1440(1468) bytes of data');
    expect(out).toContain('ttl=62');
  });

  it('a byte more than fits is refused, and send.sh says so', async () => {
    const { code, out } = await lab.run(first, './send.sh hello 1469');
    expect(code).toBe(1);
    expect(out).toContain('mtu = 1468');
    expect((await lab.run(first, './send.sh "more than sixteen letters"')).err).toBe(
      'send.sh: at most 16 letters: more than sixteen letters',
    );
  });
});
