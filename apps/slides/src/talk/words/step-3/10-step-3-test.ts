import type { SlideWords } from '../../model.ts';
import { cue } from '../cue.ts';
import { STEP_3_A, STEP_3_B } from '../nodes.ts';

export const step3Test: SlideWords = {
  id: 'step-3-test',
  section: 'step-3',
  title: 'test.sh counts the routers: 64, 63 and 62',
  body: [
    {
      kind: 'script',
      step: 3,
      file: 'test.sh',
      against: 2,
      parts: [
        { line: 'check node $PEER_CON1_IP 63', caption: 'one router' },
        { line: 'check con1 $PEER_CON1_IP 62', caption: 'two routers' },
      ],
    },
  ],
  stage: {
    kind: 'live',
    view: 'diagram',
    nodes: [STEP_3_A, STEP_3_B],
    terminals: ['3-multi-node-1/main', '3-multi-node-2/main'],
  },
  summary:
    'The script test.sh of step 3. The checks of step 2 are dimmed; new are pings with one router on the way, TTL 63, and with two, TTL 62. It runs on both nodes; every line ends in PASSED.',
  target: 35,
  notes: {
    say: [
      'The test is that of step 2, and eight checks more: those with one router want 63, those with two want 62. I run it on both nodes, because each direction has to work.',
      'All pass. This is a complete pod network for nodes on one segment. Many clusters run on no more than this.',
    ],
    questions: [],
  },
  cues: [
    cue({
      id: 'step-3.test-1',
      shows: 'every check PASSED',
      label: 'run test.sh on node 1',
      node: STEP_3_A,
      command: './test.sh',
      needs: ['step-3.setup-1', 'step-3.setup-2'],
      expect: {
        exit: 0,
        includes: ['con1 -> 172.16.1.2', 'con2 -> 10.0.0.20', 'PASSED'],
        excludes: ['FAILED'],
      },
      because: 'Both nodes forward, and each knows the way to the other’s subnet.',
    }),
    cue({
      id: 'step-3.test-2',
      shows: 'every check PASSED',
      label: 'run test.sh on node 2',
      node: STEP_3_B,
      command: './test.sh',
      needs: ['step-3.setup-1', 'step-3.setup-2'],
      expect: {
        exit: 0,
        includes: ['con1 -> 172.16.0.2', 'con2 -> 10.0.0.10', 'PASSED'],
        excludes: ['FAILED'],
      },
      because: 'The same, seen from the other side.',
      dwell: 3,
    }),
  ],
  covers: ['s3.test'],
  fragments: 1,
};
