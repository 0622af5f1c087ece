import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ping } from './ping.ts';
import { scriptText, without } from './script-lines.ts';
import { talkLab, type TalkLab } from './talk-lab.ts';
import { runVariant } from './variant.ts';

const folder = '3-multi-node';
const [first, second] = ['3-multi-node-1', '3-multi-node-2'];
const ROUTE = 'ip route add $PEER_SUBNET';
const FORWARDING = 'sysctl -w net.ipv4.ip_forward=1';

describe('step 3: what each of its two lines is for', () => {
  let lab: TalkLab;
  beforeAll(async () => {
    lab = await talkLab(3);
  });
  afterAll(() => lab.down());

  /** setup.sh on both nodes, without the lines that begin so. */
  async function setupWithout(...starts: string[]): Promise<void> {
    const text = without(scriptText(folder, 'setup.sh'), (line) =>
      starts.some((start) => line.text.startsWith(start)),
    );
    const script = { folder, name: 'setup.sh', text };
    for (const { code, err } of await Promise.all(
      [first, second].map((node) => runVariant(lab, node, script)),
    ))
      expect({ code, err }).toEqual({ code: 0, err: '' });
  }

  /** node -> other namespace, namespace -> other node, namespace -> other namespace */
  const reached = () =>
    Promise.all([
      ping(lab, first, '172.16.1.2'),
      ping(lab, `${first}/con1`, '10.0.0.20'),
      ping(lab, `${first}/con1`, '172.16.1.2'),
    ]);

  it('without the route, no way leads to the other subnet but the default gateway', async () => {
    await setupWithout(ROUTE);
    expect(await lab.must(first, 'ip route get 172.16.1.2')).toContain('via 10.0.0.1 ');
    expect(await reached()).toEqual(['lost', 'lost', 'lost']);
  });

  it('without forwarding, the way is known and nobody walks it', async () => {
    await setupWithout(FORWARDING);
    expect(await lab.must(first, 'ip route get 172.16.1.2')).toContain('via 10.0.0.20 ');
    expect(await reached()).toEqual(['lost', 'lost', 'lost']);
    const why = await lab.run(
      first,
      'ip route get 172.16.1.2 from 172.16.0.2 iif br0; cat /proc/sys/net/ipv4/ip_forward',
    );
    expect(why.err).toContain('No route to host');
    expect(why.out).toBe('0');
  });

  it('with both, the TTL counts the routers', async () => {
    await setupWithout();
    expect(await reached()).toEqual([63, 63, 62]);
  });
});
