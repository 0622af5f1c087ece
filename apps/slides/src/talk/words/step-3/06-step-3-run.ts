import type { SlideWords } from '../../model.ts';
import { cue } from '../cue.ts';
import { STEP_3_A, STEP_3_B } from '../nodes.ts';

export const step3Run: SlideWords = {
  id: 'step-3-run',
  section: 'step-3',
  title: 'Run it on both: each is told the way to the other',
  body: [{ kind: 'running', cues: ['step-3.setup-1', 'step-3.setup-2'] }],
  stage: {
    kind: 'live',
    view: 'diagram',
    nodes: [STEP_3_A, STEP_3_B],
    terminals: ['3-multi-node-1/main', '3-multi-node-2/main'],
  },
  summary:
    'The diagram of both nodes, live, while setup.sh runs on the first line by line and then on the second at once. Each gets a bridge, two namespaces and a route to the other’s subnet.',
  target: 45,
  notes: {
    say: [
      'On the first node line by line. You know how it goes until the two last lines: the forwarding switch turns on, and the route to the other subnet appears.',
      'On the second node I run it without pauses. It takes a tenth of a second.',
      'Now both know the way. Had I run it on one only, packets would arrive and no answer would come back.',
    ],
    questions: [],
  },
  cues: [
    cue({
      id: 'step-3.setup-1',
      label: 'run setup.sh on node 1',
      node: STEP_3_A,
      command: './setup.sh',
      pace: 'paced',
      expect: { exit: 0, includes: ['net.ipv4.ip_forward = 1'] },
      target: 22,
      timeout: 90,
      dwell: 3,
      because: 'Each line succeeded: the script stops at the first one that does not.',
    }),
    cue({
      id: 'step-3.setup-2',
      label: 'run setup.sh on node 2',
      node: STEP_3_B,
      command: './setup.sh',
      needs: ['step-3.setup-1'],
      expect: { exit: 0, includes: ['net.ipv4.ip_forward = 1'] },
      timeout: 60,
      because: 'The same script, with the other node’s numbers.',
    }),
  ],
  covers: ['s3.run'],
  fragments: 0,
};
