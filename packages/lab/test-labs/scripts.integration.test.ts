import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeState } from './node-state.ts';
import { commandLines, scriptText, without, type ScriptLine } from './script-lines.ts';
import { talkLab, type TalkLab } from './talk-lab.ts';
import { runVariant } from './variant.ts';

const STEPS = [
  { folder: '1-network-namespace', nodes: ['1-network-namespace'] },
  { folder: '2-single-node', nodes: ['2-single-node'] },
  { folder: '3-multi-node', nodes: ['3-multi-node-1', '3-multi-node-2'] },
  { folder: '4-overlay-network', nodes: ['4-overlay-network-1', '4-overlay-network-2'] },
];

/** The commands that the step before does not have; those are tested there. */
function ownLines(folder: string, name: string): ScriptLine[] {
  const before = STEPS[STEPS.findIndex((step) => step.folder === folder) - 1]?.folder;
  const old = new Set(before === undefined ? [] : scriptText(before, name).split('\n'));
  return commandLines(scriptText(folder, name)).filter(({ text }) => !old.has(text));
}

describe.concurrent.each(STEPS)("$folder's scripts", ({ folder, nodes }) => {
  const [node = ''] = nodes;

  describe.sequential('one after the other', () => {
    let lab: TalkLab;
    let clean: string;
    beforeAll(async () => {
      lab = await talkLab(Number(folder[0]));
      clean = await nodeState(lab, node);
    });
    afterAll(() => lab.down());

    const upTo = (name: string, end: number) => {
      const text = without(scriptText(folder, name), ({ number }) => number > end);
      return runVariant(lab, node, { folder, name, text });
    };

    it('setup.sh says nothing but the settings it makes, on stdout', async () => {
      const { code, out, err } = await lab.run(node, './setup.sh');
      expect({ code, err }).toEqual({ code: 0, err: '' });
      for (const line of out.split('\n').filter((line) => line !== ''))
        expect(line).toMatch(/^net\.ipv4\.[\w.]+ = \d$/);
    });

    it('setup.sh twice leaves what setup.sh once leaves', async () => {
      await lab.must(node, './setup.sh');
      const once = await nodeState(lab, node);
      await lab.must(node, './setup.sh');
      expect(await nodeState(lab, node)).toBe(once);
    });

    it('teardown.sh leaves a clean node, and so does a second one', async () => {
      await lab.must(node, './setup.sh');
      expect(await lab.run(node, './teardown.sh')).toEqual({ code: 0, out: '', err: '' });
      expect(await nodeState(lab, node)).toBe(clean);
      expect(await lab.run(node, './teardown.sh')).toEqual({ code: 0, out: '', err: '' });
      expect(await nodeState(lab, node)).toBe(clean);
    });

    it('teardown.sh cleans up wherever setup.sh stopped', async () => {
      for (const { number } of ownLines(folder, 'setup.sh')) {
        await upTo('setup.sh', number);
        expect(await lab.run(node, './teardown.sh')).toMatchObject({ code: 0, err: '' });
        expect(await nodeState(lab, node), `setup.sh up to line ${number}`).toBe(clean);
      }
    });

    // setup.sh begins with teardown.sh, so this goes for it as well.
    it('teardown.sh cleans up wherever teardown.sh stopped', async () => {
      for (const { number } of ownLines(folder, 'teardown.sh')) {
        await lab.must(node, './setup.sh');
        await upTo('teardown.sh', number);
        await lab.must(node, './teardown.sh');
        expect(await nodeState(lab, node), `teardown.sh up to line ${number}`).toBe(clean);
      }
    });

    it('teardown.sh ends what runs in a namespace, however deaf', async () => {
      await lab.must(node, './setup.sh');
      await lab.must(
        node,
        `con=$(ls /run/netns | head -n 1)
        ip netns exec $con bash -c 'trap "" TERM HUP INT; exec sleep inf' &>/dev/null &
        ip netns exec $con sleep inf &>/dev/null &
        until [ "$(ip netns pids $con | xargs ps -o args= | grep -cx 'sleep inf')" = 2 ]; do :; done
        kill -STOP $!`,
      );
      await lab.must(node, './teardown.sh');
      expect(await nodeState(lab, node)).toBe(clean);
    });

    it('setup.sh says which line failed and why, and stops there', async () => {
      const text = scriptText(folder, 'setup.sh').replace(
        './teardown.sh',
        'ip link add veth1 type veth\nip netns add con\nip netns add con1',
      );
      const { code, err } = await runVariant(lab, node, { folder, name: 'setup.sh', text });
      expect(code).not.toBe(0);
      expect(err).toMatch(/Cannot create namespace file "\/run\/netns\/con1?": File exists/);
      expect(err).toMatch(/\nsetup\.sh, line 1\d: failed \(status 1\): ip netns add con1?$/);
      await lab.must(node, 'ip link del veth1; ip netns del con; ip netns del con1; true');
      await lab.must(node, './teardown.sh');
      expect(await nodeState(lab, node)).toBe(clean);
    });

    it('every script refuses a machine that is no node of the step', async () => {
      for (const script of ['setup.sh', 'test.sh', 'teardown.sh']) {
        const elsewhere = await lab.run(node, `HOSTNAME=laptop ./${script}`);
        expect(elsewhere).toEqual({
          code: 1,
          out: '',
          err: `${script}: laptop is not a node of ${folder}/lab.json; run it there.`,
        });
        const inside = await lab.run(node, `unshare --net ./${script}`);
        expect(inside.code).toBe(1);
        expect(inside.err).toContain('run it on the node itself, not in a namespace of it');
      }
      expect(await nodeState(lab, node)).toBe(clean);
    });

    it('test.sh fails on a clean node, on every line', async () => {
      const { code, out } = await lab.run(node, './test.sh');
      expect(code).toBe(1);
      expect(out.split('\n').filter((line) => !line.endsWith(' FAILED'))).toEqual([]);
    });
  });
});
