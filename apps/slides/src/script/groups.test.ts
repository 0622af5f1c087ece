import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commonLines, groupOf, isRuler, textOf } from './groups.ts';
import { scriptOf } from './files.ts';
import { tokenize } from './tokenize.ts';

function setup(step: number) {
  const lines = scriptOf(step, 'setup.sh');
  if (!lines) throw new Error(`step ${step} has no setup.sh`);
  return lines;
}

describe('isRuler', () => {
  it('knows what rules off the part of a step from an ordinary comment and its options', () => {
    expect(setup(3).filter(isRuler).map(textOf)).toEqual([
      expect.stringMatching(/^# ---- Step 3: two nodes -+$/),
    ]);
    expect(tokenize('# ip -brief addr ----x\nping ----').filter(isRuler)).toEqual([]);
  });
});

describe('groupOf', () => {
  it('reaches from the heading comment to the next empty line', () => {
    const lines = setup(1);
    const group = groupOf(lines, 'ip link set veth1 up');
    expect(lines.slice(group?.from, (group?.to ?? 0) + 1).map(textOf)).toEqual([
      '# On the node: up, and a route to the namespace.',
      'ip link set veth1 up',
      'ip route add $CON_IP/32 dev veth1',
    ]);
    expect(groupOf(lines, 'no such line')).toBeNull();
  });
});

describe('commonLines', () => {
  it('leaves just what step 3 adds to step 2', () => {
    const common = commonLines(setup(3), setup(2));
    const added = setup(3).flatMap((line, index) => (common.has(index) ? [] : [textOf(line)]));
    expect(added.filter((text) => text !== '' && !text.startsWith('#'))).toEqual([
      'sysctl -w net.ipv4.ip_forward=1',
      'ip route add $PEER_SUBNET via $PEER_IP',
    ]);
  });

  it('takes lines of both files in order, and all of a file that is the same', () => {
    const file = array(constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((texts) =>
      tokenize(texts.join('\n')),
    );
    assert(
      property(file, file, (one, other) => {
        const shared = [...commonLines(one, other)].map((index) => one[index]);
        let from = 0;
        for (const line of shared) {
          const text = line ? textOf(line) : null;
          const found = other.findIndex((here, index) => index >= from && textOf(here) === text);
          expect(found).toBeGreaterThanOrEqual(from);
          from = found + 1;
        }
        expect(commonLines(one, one).size).toBe(one.length);
      }),
    );
  });
});
