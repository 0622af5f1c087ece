import type { SlideWords } from '../../model.ts';
import { cue } from '../cue.ts';
import { STEP_4_A, STEP_4_B } from '../nodes.ts';

export const step4Test: SlideWords = {
  id: 'step-4-test',
  section: 'step-4',
  title: 'test.sh: the same TTLs, and a packet of full size',
  body: [
    {
      kind: 'script',
      step: 4,
      file: 'test.sh',
      against: 3,
      parts: [
        { line: 'check con1 $PEER_CON1_IP 62', caption: 'all of this is step 3' },
        { line: 'check_size con1 $PEER_CON1_IP 1468', caption: 'new: 1468 bytes, not one more' },
      ],
    },
  ],
  stage: {
    kind: 'live',
    view: 'diagram',
    nodes: [STEP_4_A, STEP_4_B],
    terminals: ['4-overlay-network-1/main', '4-overlay-network-2/main'],
  },
  summary:
    'The script test.sh of step 4. The checks of step 3 are dimmed; new is one with a packet of 1468 bytes, the largest that fits. It runs on both nodes; every line ends in PASSED.',
  target: 35,
  notes: {
    say: [
      'The test of step 3, unchanged: to the namespaces the overlay looks just like the routes before. And one check more, for the size: 1468 bytes get through in one piece, and one byte more is refused.',
      'All pass on both nodes. That was the last step: a pod network for nodes that can be anywhere.',
    ],
    questions: [],
  },
  cues: [
    cue({
      id: 'step-4.test-1',
      shows: 'every check PASSED',
      label: 'run test.sh on node 1',
      node: STEP_4_A,
      command: './test.sh',
      needs: ['step-4.setup-1', 'step-4.setup-2'],
      expect: {
        exit: 0,
        includes: ['con1 -> 172.16.1.2', '1468 bytes', 'PASSED'],
        excludes: ['FAILED'],
      },
      because: 'Both tunnel ends run, and both nodes forward.',
    }),
    cue({
      id: 'step-4.test-2',
      shows: 'every check PASSED',
      label: 'run test.sh on node 2',
      node: STEP_4_B,
      command: './test.sh',
      needs: ['step-4.setup-1', 'step-4.setup-2'],
      expect: {
        exit: 0,
        includes: ['con1 -> 172.16.0.2', '1468 bytes', 'PASSED'],
        excludes: ['FAILED'],
      },
      because: 'The same, seen from the other side.',
      dwell: 3,
    }),
  ],
  covers: ['s4.test'],
  fragments: 1,
};
