import type { SlideWords } from '../../model.ts';
import { cue } from '../cue.ts';
import { STEP_2 } from '../nodes.ts';

export const step2Test: SlideWords = {
  id: 'step-2-test',
  section: 'step-2',
  title: 'test.sh: eight checks, and each wants TTL 64',
  body: [
    {
      kind: 'script',
      step: 2,
      file: 'test.sh',
      against: 1,
      parts: [
        { line: 'check con1 $CON2_IP 64', caption: 'across the bridge' },
        { line: 'check node $CON1_IP 64', caption: 'between node and namespaces' },
        { line: 'check con1 $CON1_IP 64', caption: 'each to itself' },
      ],
    },
  ],
  stage: {
    kind: 'live',
    view: 'diagram',
    nodes: [STEP_2],
    terminals: ['2-single-node/main'],
  },
  summary:
    'The script test.sh of step 2: pings between the namespaces, between node and namespaces in both directions, and of each namespace to itself, all with TTL 64. A terminal in which it runs; every line ends in PASSED.',
  target: 30,
  notes: {
    say: [
      'The test of this step: between the namespaces, between the node and each of them, in both directions, and each to itself. Eight checks, and all want TTL 64.',
      'All of them pass. One node is done. Now to the second.',
    ],
    questions: [],
  },
  cues: [
    cue({
      id: 'step-2.test',
      shows: 'every check PASSED',
      label: 'run test.sh',
      node: STEP_2,
      command: './test.sh',
      needs: ['step-2.setup'],
      expect: {
        exit: 0,
        includes: ['con1 -> 172.16.0.3', 'con2 -> 10.0.0.10', 'ttl 64', 'PASSED'],
        excludes: ['FAILED'],
      },
      because: 'Bridge, addresses and routes are all in place on this node.',
    }),
  ],
  covers: ['s2.test'],
  fragments: 2,
};
