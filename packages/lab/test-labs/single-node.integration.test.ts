import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { counter, ping } from './ping.ts';
import { talkLab, type TalkLab } from './talk-lab.ts';

describe('step 1: one network namespace', () => {
  const node = '1-network-namespace';
  let lab: TalkLab;
  beforeAll(async () => {
    lab = await talkLab(1);
    await lab.must(node, './setup.sh');
  });
  afterAll(() => lab.down());

  it('the kernel answers pings: no process is in the namespace', async () => {
    expect(await lab.must(node, 'ip netns pids con')).toBe('');
    expect(await ping(lab, node, '172.16.0.1')).toBe(64);
  });

  it('the node answers for its address on veth1, which has none of its own', async () => {
    expect(await lab.must(node, 'ip -brief address show dev veth1')).not.toMatch(/\d\.\d/);
    await lab.must(node, 'ip -n con neigh flush dev veth2');
    expect(await ping(lab, `${node}/con`, '10.0.0.10')).toBe(64);
    const [veth1, neighbour] = [
      await lab.must(node, "ip -oneline link show veth1 | grep -o 'ether [0-9a-f:]*'"),
      await lab.must(node, 'ip -n con neigh show 10.0.0.10'),
    ];
    expect(neighbour).toContain(veth1.replace('ether ', ''));
  });

  it('two file servers share the namespace, and the node fetches from both', async () => {
    expect(await lab.run(node, './start-http-server.sh')).toMatchObject({
      out: 'http://172.16.0.1:8000/',
    });
    await lab.must(node, './start-http-server.sh 8001');
    expect((await lab.must(node, 'ip netns pids con')).split('\n')).toHaveLength(2);
    for (const port of [8000, 8001])
      expect(await lab.must(node, `curl -sS 172.16.0.1:${port}/lab.json`)).toContain(node);
    expect((await lab.run(node, 'curl -sS 127.0.0.1:8000/')).code, 'not on the node').toBe(7);
  });

  it('a file server is off the terminal: no stdio of it, a session of its own', async () => {
    const [pid] = (await lab.must(node, 'ip netns pids con')).split('\n');
    const stdio = await lab.must(node, `readlink /proc/${pid}/fd/{0,1,2}; ps -o sid=,tty= ${pid}`);
    const log = expect.stringMatching(/^\/run\/started\/800\d\.log$/);
    expect(stdio.split('\n')).toEqual(['/dev/null', log, log, expect.stringMatching(`${pid} \\?`)]);
  });

  it('a port that is taken is said so', async () => {
    const { code, err } = await lab.run(node, './start-http-server.sh');
    expect(code).toBe(1);
    expect(err).toMatch(/^port 8000: already started, as process \d+$/m);
    await lab.must(node, 'ip netns exec con ../start.sh 8002 python3 -m http.server 8002');
    // What was not started by us stays, and is named by its effect.
    const foreign = await lab.run(
      node,
      'mv /run/started/8002.pid /run/8002.pid; ./start-http-server.sh 8002',
    );
    expect(foreign.code).toBe(1);
    expect(foreign.err).toMatch(/^port 8002: python3 did not start: .*Address already in use$/m);
  });

  it('stop-http-server.sh ends the one on its port, and only that', async () => {
    await lab.must(node, './stop-http-server.sh');
    expect((await lab.run(node, 'curl -sS 172.16.0.1:8000/')).code).toBe(7);
    expect(await lab.must(node, 'curl -sS 172.16.0.1:8001/lab.json')).toContain(node);
    await lab.must(node, './stop-http-server.sh');
    await lab.must(node, './stop-http-server.sh 8001');
    expect((await lab.run(node, 'curl -sS 172.16.0.1:8001/')).code).toBe(7);
  });
});

describe('step 2: the way out is not there yet', () => {
  const node = '2-single-node';
  const outside = '2-outside';
  let lab: TalkLab;
  beforeAll(async () => {
    lab = await talkLab(2);
    await lab.must(node, './setup.sh');
  });
  afterAll(() => lab.down());

  it('the node itself reaches the outside host', async () => {
    expect(await ping(lab, node, '10.0.0.1')).toBe(64);
  });

  it('the outside host knows no way to a namespace', async () => {
    const { out, err } = await lab.run(outside, 'ping -n -c 1 -W 1 172.16.0.2');
    expect(out + err).toContain('Network is unreachable');
  });

  it('even told the way, nothing comes in: the node does not forward', async () => {
    await lab.must(outside, 'ip route add 172.16.0.0/24 via 10.0.0.10');
    const before = await counter(lab, node, 'IpInAddrErrors');
    expect(await ping(lab, outside, '172.16.0.2')).toBe('lost');
    expect(await counter(lab, node, 'IpInAddrErrors')).toBe(before + 1);
    await lab.must(outside, 'ip route del 172.16.0.0/24');
  });

  it('from a namespace nothing goes out', async () => {
    const before = await counter(lab, outside, 'IcmpInEchos');
    expect(await ping(lab, `${node}/con1`, '10.0.0.1')).toBe('lost');
    expect(await counter(lab, outside, 'IcmpInEchos')).toBe(before);
  });

  it('forwarding alone lets the request out but brings no answer: no route home', async () => {
    await lab.must(node, 'sysctl -w net.ipv4.ip_forward=1');
    // Strict about its packets, it would drop the request already, for the very same reason.
    await lab.must(outside, 'sysctl -w net.ipv4.conf.{all,eth1}.rp_filter=0');
    const echos = await counter(lab, outside, 'IcmpInEchos');
    const replies = await counter(lab, outside, 'IcmpOutEchoReps');
    expect(await ping(lab, `${node}/con1`, '10.0.0.1')).toBe('lost');
    expect(await counter(lab, outside, 'IcmpInEchos'), 'the request arrives').toBe(echos + 1);
    expect(await counter(lab, outside, 'IcmpOutEchoReps'), 'no way for the reply').toBe(replies);
    expect((await lab.run(outside, 'ip route get 172.16.0.2')).err).toContain('unreachable');
  });

  it('with a route home it works, one router on the way', async () => {
    await lab.must(outside, 'ip route add 172.16.0.0/24 via 10.0.0.10');
    expect(await ping(lab, `${node}/con1`, '10.0.0.1')).toBe(63);
    expect(await ping(lab, outside, '172.16.0.3')).toBe(63);
  });
});
