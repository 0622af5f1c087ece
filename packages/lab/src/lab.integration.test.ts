import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attachLab } from './attach-lab.ts';
import { labClean } from './clean.ts';
import { signalInside } from './enter.ts';
import type { LabEvent } from './events.ts';
import type { Lab } from './lab.ts';
import { runScript } from './run-script.ts';
import { startLab } from './start-lab.ts';
import { lab as labFile, tempClone, type TempClone } from './testing/temp-lab.ts';

let clone: TempClone;
let lab: Lab;
const events: LabEvent[] = [];

beforeAll(async () => {
  clone = tempClone();
  lab = await startLab({ ...clone, onEvent: (event) => events.push(event) });
});
afterAll(async () => {
  await lab.down();
  clone.remove();
});

async function sh(node: string, command: string): Promise<string> {
  const { exit, output } = await runScript(lab, node, ['bash', '-c', command]);
  expect([exit, output]).toEqual([0, output]);
  return output.trimEnd();
}

async function unclean(): Promise<string[]> {
  return (await labClean(lab)).flatMap(({ node, why }) => why.map((fault) => `${node}: ${fault}`));
}

describe('a booted node', () => {
  test('has its name, its folder and its programs', async () => {
    expect(await sh('pair-2', 'hostname; pwd; whoami; echo $HOME $PATH')).toBe(
      'pair-2\n/vagrant/3-pair\nroot\n' +
        '/root /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    );
    expect(await sh('pair-1', 'getent hosts pair-2 outside')).toMatch(
      /^10\.0\.0\.20 +pair-2\n10\.0\.0\.1 +outside$/,
    );
  });

  test('has the underlay, and the outside host as its gateway', async () => {
    expect(await sh('pair-1', 'ip -o -4 addr show eth1')).toContain(
      'inet 10.0.0.10/24 brd 10.0.0.255',
    );
    expect(await sh('pair-1', 'ip route')).toBe(
      'default via 10.0.0.1 dev eth1 \n10.0.0.0/24 dev eth1 proto kernel scope link src 10.0.0.10',
    );
    expect(await sh('pair-1', 'cat /sys/class/net/eth1/{mtu,address}; ls /sys/class/net')).toBe(
      '1500\n02:00:0a:00:00:0a\neth1\nlo',
    );
    for (const peer of ['10.0.0.20', '10.0.0.1'])
      expect(await sh('pair-1', `ping -c1 -W2 ${peer}`)).toContain('ttl=64');
    expect(await sh('3-outside', 'ip route')).not.toContain('default');
  });

  test('starts strict, without forwarding and without IPv6', async () => {
    const settings = 'ip_forward conf/{all,default,lo,eth1}/rp_filter';
    expect(await sh('pair-1', `cd /proc/sys/net/ipv4; cat ${settings}`)).toBe('0\n1\n1\n1\n1');
    expect(await sh('pair-1', 'ip -6 addr; ip -6 route')).toBe('');
  });

  test('may do what the talk does, and sees only its own namespaces', async () => {
    await sh('pair-1', 'ip netns add con; ip link add veth1 type veth peer name veth2 netns con');
    expect(await sh('pair-1', 'ip netns list; ip netns exec con ip -o link show veth2')).toMatch(
      /^con \(id: 0\)\n.*veth2@/,
    );
    expect(await sh('pair-2', 'ip netns list')).toBe('');
    await sh('pair-1', 'ip tuntap add tun0 mode tun; sysctl -qw net.ipv4.ip_forward=1');
    expect(await sh('pair-2', 'sysctl -n net.ipv4.ip_forward')).toBe('0');
    await lab.reset(3);
  });

  test('has a PID 1 that takes orphans and ignores signals from inside', async () => {
    const orphan = '(sh -c "exit 3" & echo $!)';
    const gone = 'until ! [ -e /proc/$pid ]; do :; done';
    expect(
      await sh('one', `pid=$${orphan}; ${gone}; kill -TERM 1; kill -KILL 1; cat /proc/1/comm`),
    ).toBe('init');
  });

  test("is another world than another step's", async () => {
    expect(await sh('one', 'ping -c1 -W2 10.0.0.1')).toContain('ttl=64');
    expect((await runScript(lab, 'one', ['ping', '-c1', '-W1', '10.0.0.20'])).exit).toBe(1);
  });
});

describe('exec', () => {
  test('passes stdin, stdout, stderr and the exit code', async () => {
    const child = lab.exec('one', ['sh', '-c', 'cat; echo wrong >&2; exit 7']);
    child.stdin?.end('right');
    const [out, err, [code]] = await Promise.all([
      child.stdout && text(child.stdout),
      child.stderr && text(child.stderr),
      once(child, 'exit'),
    ]);
    expect([out, err, code]).toEqual(['right', 'wrong\n', 7]);
  });

  test('takes nothing of our environment along', async () => {
    process.env['NETSTAGE_SECRET'] = 'token';
    try {
      expect(await sh('one', 'env')).not.toContain('token');
    } finally {
      delete process.env['NETSTAGE_SECRET'];
    }
  });

  test("carries a signal to the program, and the program's death back", async () => {
    // Not one long wait: bash may look for signals just before it begins, and then not in it.
    const trap = 'trap "echo caught; exit 5" TERM; echo ready; while :; do sleep 0.02; done';
    const child = lab.exec('one', ['bash', '-c', trap]);
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      if (output === '') signalInside(child, 'SIGTERM');
      output += chunk;
    });
    expect(await once(child, 'exit')).toEqual([5, null]);
    const killed = lab.exec('one', ['sh', '-c', 'kill -KILL $$']);
    expect(await once(killed, 'exit')).toEqual([null, 'SIGKILL']);
  });

  test('kills the program with its relay', async () => {
    const child = lab.exec('one', ['sh', '-c', 'echo $$; exec sleep 1000']);
    const [pid] = await once(child.stdout?.setEncoding('utf8') ?? child, 'data');
    child.kill('SIGKILL');
    const state = `/proc/${String(pid).trim()}/stat`;
    // A zombie until this machine's init, which has inherited it, takes notice.
    expect(
      await sh('one', `until [[ ! -e ${state} || $(<${state}) == *') Z '* ]]; do :; done 2>&-`),
    ).toBe('');
  });

  test('gives a terminal of its own', async () => {
    const child = lab.exec('one', ['sh', '-c', 'test -t 0 && test -t 1 && stty size && exit 6'], {
      tty: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    expect(await once(child, 'exit')).toEqual([6, null]);
  });

  test('names the nodes there are', () => {
    expect(() => lab.exec('two', ['true'])).toThrow(
      'no node "two" in this lab. Its nodes: one, 1-outside, pair-1, pair-2, 3-outside',
    );
  });
});

describe('reset', () => {
  test('brings one step back to clean, whatever hangs in it, and no other', async () => {
    await sh('one', 'ip netns add kept');
    await sh('pair-1', 'ip netns add con; ip route add 172.16.1.0/24 via 10.0.0.20');
    await sh('pair-1', 'setsid sleep 1000 >/dev/null 2>&1 </dev/null &');
    await sh('pair-2', 'rm -rf /etc/[a-m]* /run /tmp 2>/dev/null; echo');
    const hung = lab.exec('pair-1', [
      'bash',
      '-c',
      'trap "" HUP INT TERM; echo; while :; do :; done',
    ]);
    await once(hung.stdout ?? hung, 'data');
    // Its nsenter stops itself along with it, and would keep the PID namespace from ending.
    const stopped = lab.exec('pair-1', ['bash', '-c', 'echo; kill -STOP $$']);
    await once(stopped.stdout ?? stopped, 'data');
    expect(await unclean()).toEqual(
      expect.arrayContaining(['one: namespace kept is left', 'pair-1: namespace con is left']),
    );
    const ends = Promise.all([once(hung, 'exit'), once(stopped, 'exit')]);
    events.length = 0;
    await lab.reset(3);
    await ends;
    expect(events.map(({ type }) => type)).toEqual(['starting', 'up']);
    expect(await unclean()).toEqual(['one: namespace kept is left']);
    expect(await sh('pair-1', 'ping -c1 -W2 10.0.0.20')).toContain('ttl=64');
    await lab.reset(1);
    expect(await unclean()).toEqual([]);
  });

  test('may be asked for again and again at once', async () => {
    await Promise.all([lab.reset(1), lab.reset(1), lab.reset(3)]);
    expect(await unclean()).toEqual([]);
    await expect(lab.reset(2)).rejects.toThrow('This lab has no step 2, only 1, 3');
  });

  test('heals a node that a fork bomb and a full disk have made useless', async () => {
    await sh('one', 'head -c 1G /dev/zero >/tmp/full 2>/dev/null; echo');
    expect(await unclean()).toEqual(['one: its disk is full']);
    const bomb = lab.exec('one', ['bash', '-c', 'f() { f | f & }; f; echo; sleep 1000']);
    await once(bomb.stdout ?? bomb, 'data');
    await lab.reset(1);
    expect(await unclean()).toEqual([]);
  });
});

describe('beside another process', () => {
  test('a lab is reached through its state folder', async () => {
    const other = attachLab(clone.stateDir);
    expect(other.status()).toEqual(lab.status());
    expect((await runScript(other, 'pair-1', ['hostname'])).output).toBe('pair-1\n');
    await sh('one', 'ip netns add con');
    await other.reset(1);
    expect(await unclean()).toEqual([]);
    await expect(other.reset(9)).rejects.toThrow('This lab has no step 9');
  });

  test('a second lab of the same clone is refused, and the first goes on', async () => {
    await expect(startLab(clone)).rejects.toThrow(
      `up already, held by process ${process.pid}. Stop it with: npm run lab -- down`,
    );
    expect(await unclean()).toEqual([]);
  });

  test('a lab of another clone is another world', async () => {
    const second = tempClone({ a: labFile(3, ['pair-1', 'third']) });
    const other = await startLab(second);
    try {
      await runScript(other, 'pair-1', ['ip', 'netns', 'add', 'theirs']);
      expect(await sh('pair-1', 'ip netns list')).toBe('');
      await lab.reset(3);
      expect((await runScript(other, 'pair-1', ['ip', 'netns', 'list'])).output).toBe('theirs\n');
    } finally {
      await other.down();
      second.remove();
    }
    expect(await unclean()).toEqual([]);
  });

  test('without a lab it says how to start one', () => {
    expect(() => attachLab('/nowhere')).toThrow('No lab is up. Start one with: npm run lab -- up');
  });
});

describe('what cannot start', () => {
  test('a step that is not there', async () => {
    const other = tempClone();
    await expect(startLab({ ...other, steps: [1, 7] })).rejects.toThrow(
      'has no step 7. It has 1, 3',
    );
    other.remove();
  });

  test('a bind to a place that is not for it', async () => {
    const other = tempClone();
    const bind = (from: string, to: string) => startLab({ ...other, binds: [{ from, to }] });
    await expect(bind('/nowhere', '/opt/a')).rejects.toThrow("can't show /nowhere");
    await expect(bind('/usr', '/etc/usr')).rejects.toThrow('below /opt, /srv or /run');
    other.remove();
  });
});

test('binds are there, read-only, from the first moment', async () => {
  const other = tempClone();
  const second = await startLab({
    ...other,
    binds: [{ from: other.vagrantDir, to: '/opt/it/here' }],
  });
  try {
    const run = await runScript(second, 'one', ['ls', '/opt/it/here']);
    expect(run.output).toBe('1-one\n3-pair\n');
    expect((await runScript(second, 'one', ['touch', '/opt/it/here/x'])).exit).toBe(1);
  } finally {
    await second.down();
    other.remove();
  }
});
