import type { SlideWords } from '../../model.ts';
import { cue } from '../cue.ts';
import { STEP_1 } from '../nodes.ts';

export const step1Test: SlideWords = {
  id: 'step-1-test',
  section: 'step-1',
  title: 'test.sh: three checks, each way and to itself',
  body: [
    {
      kind: 'script',
      step: 1,
      file: 'test.sh',
      parts: [
        { line: 'check node $CON_IP 64', caption: 'who pings whom, and the TTL' },
        { line: 'check con $CON_IP 64', caption: 'its own loopback' },
      ],
    },
  ],
  stage: {
    kind: 'live',
    view: 'diagram',
    nodes: [STEP_1],
    terminals: ['1-network-namespace/main'],
  },
  summary:
    'The script test.sh with its three checks: node to con, con to node, and con to itself, each with TTL 64. A terminal in which it runs; every line ends in PASSED.',
  target: 30,
  notes: {
    say: [
      'Every step ends with a test. It pings, and it also holds the TTL against what we expect: from the node to con, from con to the node, and from con to itself.',
      'Three lines, three times PASSED. With this we can change the script and see what breaks. If you try that at home, leave out one line and look which check fails.',
    ],
    questions: [
      {
        ask: 'Why does the third check need loopback?',
        answer:
          'Packets to one’s own address go through lo, whatever interface has the address. With lo down they are dropped.',
      },
    ],
  },
  cues: [
    cue({
      id: 'step-1.test',
      shows: 'every check PASSED',
      label: 'run test.sh',
      node: STEP_1,
      command: './test.sh',
      needs: ['step-1.setup'],
      expect: { exit: 0, includes: ['PASSED'], excludes: ['FAILED'] },
      because: 'Each line that builds something is needed by at least one of these checks.',
    }),
  ],
  covers: ['s1.test'],
  fragments: 1,
};
