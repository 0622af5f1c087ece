import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { counter, ping } from './ping.ts';
import { scriptText, without } from './script-lines.ts';
import { talkLab, type TalkLab } from './talk-lab.ts';
import { runVariant } from './variant.ts';

const folder = '4-overlay-network';
const [first, second] = ['4-overlay-network-1', '4-overlay-network-2'];
const SOCAT = 'pgrep -x socat';

const FILTER_OFF = 'sysctl -w net.ipv4.conf.{all';

let lab: TalkLab;

const onBoth = async <T>(act: (node: string) => Promise<T>): Promise<T[]> =>
  Promise.all([first, second].map((node) => act(node)));

const setup = (node: string) => lab.must(node, './setup.sh');

async function setupWithout(node: string, start: string): Promise<void> {
  const text = without(scriptText(folder, 'setup.sh'), (line) => line.text.startsWith(start));
  const { code, err } = await runVariant(lab, node, { folder, name: 'setup.sh', text });
  expect({ code, err }).toEqual({ code: 0, err: '' });
}

const toNode = () => ping(lab, `${first}/con1`, '10.0.0.20');
const toNamespace = () => ping(lab, `${first}/con1`, '172.16.1.2');
const bothWays = () => Promise.all([toNamespace(), ping(lab, `${second}/con1`, '172.16.0.2')]);

/** Packets that rp_filter dropped, on the first node and on the second. */
const filtered = () => onBoth((node) => counter(lab, node, 'TcpExtIPReversePathFilter'));

/** Pieces of packets that both nodes made. */
async function cutUp(): Promise<number> {
  const pieces = await onBoth((node) => counter(lab, node, 'IpFragCreates'));
  return pieces.reduce((a, b) => a + b);
}

/** Three don't-fragment packets of so many bytes, there and back. */
async function sendFull(bytes: number): Promise<string> {
  const options = `-c 3 -i 0.01 -W 1 -M do -s ${bytes - 28}`;
  return (await lab.run(first, `ip netns exec con1 ping ${options} 172.16.1.2`)).out;
}

describe('step 4: the overlay', () => {
  beforeAll(async () => {
    lab = await talkLab(4);
  });
  afterAll(() => lab.down());
  beforeEach(() => onBoth((node) => lab.must(node, './teardown.sh')));

  it.each([
    [first, second],
    [second, first],
  ])('%s first, %s later: it works, and survived the wait', async (early, late) => {
    await setup(early);
    const socat = await lab.must(early, SOCAT);
    // Packets into the tunnel with nobody at its other end: refused, and no reason to give up.
    const address = early === first ? '172.16.1.2' : '172.16.0.2';
    expect(await ping(lab, `${early}/con1`, address)).toBe('lost');
    await setup(late);
    expect(await bothWays()).toEqual([62, 62]);
    expect(await lab.must(early, SOCAT)).toBe(socat);
  });

  it('one node torn down and set up again: the other need not notice', async () => {
    await onBoth(setup);
    const socat = await lab.must(first, SOCAT);
    await lab.must(second, './teardown.sh');
    expect(await ping(lab, `${first}/con1`, '172.16.1.2')).toBe('lost');
    await setup(second);
    expect(await bothWays()).toEqual([62, 62]);
    expect(await lab.must(first, SOCAT)).toBe(socat);
  });

  it('setup.sh is done when socat is: the first ping goes through, every time', async () => {
    await setup(second);
    for (let round = 0; round < 5; round += 1) {
      await setup(first);
      expect(await ping(lab, `${first}/con1`, '172.16.1.2')).toBe(62);
    }
  });

  it('socat is off the terminal: no stdio of it, a session of its own', async () => {
    await setup(first);
    const pid = await lab.must(first, SOCAT);
    const stdio = await lab.must(first, `readlink /proc/${pid}/fd/{0,1,2}; ps -o sid=,tty= ${pid}`);
    const log = '/run/started/9000.log';
    expect(stdio.split('\n')).toEqual(['/dev/null', log, log, expect.stringMatching(`${pid} \\?`)]);
  });

  it('teardown.sh ends its own socat and no other process', async () => {
    await setup(first);
    const own = await lab.must(first, SOCAT);
    const others = await lab.must(
      first,
      `socat UDP-DATAGRAM:10.0.0.20:9001,bind=:9001 PTY &>/dev/null & echo $!
      bash -c 'exec -a "socat TUN,tun-name=tun0" sleep inf' &>/dev/null & echo $!
      until [ "$(pgrep -fc '^socat ')" = 3 ]; do :; done`,
    );
    await lab.must(first, './teardown.sh');
    expect((await lab.run(first, `kill -0 ${own}`)).code).not.toBe(0);
    for (const pid of others.split('\n'))
      expect(await lab.run(first, `kill ${pid}`), 'it was still there').toMatchObject({ code: 0 });
  });

  it('a stale pid of a process that is gone is never taken for socat', async () => {
    await setup(first);
    const bystander = await lab.must(first, 'sleep inf &>/dev/null & echo $!');
    await lab.must(
      first,
      `kill -KILL $(${SOCAT}); while ${SOCAT}; do :; done; echo ${bystander} >/run/started/9000.pid`,
    );
    await lab.must(first, './teardown.sh');
    expect(await lab.run(first, `kill ${bystander}`)).toMatchObject({ code: 0 });
  });

  it('when socat cannot start, setup.sh says so and why', async () => {
    await lab.must(first, 'socat UDP-LISTEN:9000 PTY &>/dev/null & echo $! >/tmp/taken');
    await lab.must(first, `until ss -Hlnu 'sport = :9000' | grep -q 9000; do :; done`);
    const { code, err } = await lab.run(first, './setup.sh');
    expect(code).toBe(1);
    expect(err).toMatch(/^port 9000: socat did not start: .*Address already in use$/m);
    expect(err).toMatch(/^setup\.sh, line \d+: failed \(status 1\): \.\.\/start\.sh 9000 socat/m);
    await lab.must(first, 'kill $(cat /tmp/taken)');
    await setup(first);
  });

  describe('the MTU', () => {
    it('is 1468: what fits into a datagram on an underlay of 1500', async () => {
      await onBoth(setup);
      const before = await cutUp();
      expect(await lab.must(first, 'ip link show tun0')).toContain(' mtu 1468 ');
      expect(await sendFull(1468)).toContain('3 received');
      expect(await sendFull(1469)).toContain('mtu = 1468');
      await lab.must(
        second,
        `ip netns exec con1 ../start.sh 8000 python3 -m http.server --directory /usr/bin 8000`,
      );
      const bash = 'curl -sS 172.16.1.2:8000/bash | cmp - /usr/bin/bash';
      await lab.must(first, `ip netns exec con1 sh -c '${bash}'`);
      expect(await cutUp(), 'no packet was fragmented').toBe(before);
    });

    it('left at 1500, no ping fails, and every full packet is fragmented underneath', async () => {
      await onBoth((node) => setupWithout(node, 'ip link set tun0 mtu'));
      const before = await cutUp();
      expect(await sendFull(1500)).toContain('3 received');
      // Three requests and three replies, each in two pieces.
      expect(await cutUp()).toBe(before + 12);
    });
  });

  describe('rp_filter', () => {
    it('strict on both: the other node is lost, its namespaces are not', async () => {
      await onBoth((node) => setupWithout(node, FILTER_OFF));
      const [here = 0, there = 0] = await filtered();
      expect(await toNamespace()).toBe(62);
      expect(await toNode()).toBe('lost');
      expect(await filtered(), 'the request, at the underlay NIC').toEqual([here, there + 1]);
    });

    it('off on the other node only: the answer is dropped here, at tun0', async () => {
      await Promise.all([setupWithout(first, FILTER_OFF), setup(second)]);
      const [here = 0, there = 0] = await filtered();
      expect(await toNode()).toBe('lost');
      expect(await filtered()).toEqual([here + 1, there]);
      expect(await toNamespace()).toBe(62);
    });

    it('off here only: the request is dropped there', async () => {
      await Promise.all([setup(first), setupWithout(second, FILTER_OFF)]);
      const [here = 0, there = 0] = await filtered();
      expect(await toNode()).toBe('lost');
      expect(await filtered()).toEqual([here, there + 1]);
    });

    it('off on both: the other node answers, by another way than it was asked', async () => {
      await onBoth(setup);
      expect(await toNode()).toBe(63);
    });
  });
});
