import type { SlideWords } from '../../model.ts';
import { cue } from '../cue.ts';
import { STEP_4_A, STEP_4_B } from '../nodes.ts';

export const step4Run: SlideWords = {
  id: 'step-4-run',
  section: 'step-4',
  title: 'Run it on both: two tunnel ends find each other',
  body: [{ kind: 'running', cues: ['step-4.setup-1', 'step-4.setup-2'] }],
  stage: {
    kind: 'live',
    view: 'diagram',
    nodes: [STEP_4_A, STEP_4_B],
    terminals: ['4-overlay-network-1/main', '4-overlay-network-2/main'],
  },
  summary:
    'The diagram of both nodes, live, while setup.sh runs on the first line by line and then on the second at once. Each gets namespaces, a bridge and a tun0 with a socat process behind it.',
  target: 45,
  notes: {
    say: [
      'On the first node line by line. The first part you know. Then tun0 appears, first without anything behind it. When socat starts, there is a process at its end, and a dotted line to the other node.',
      'On the second node without pauses. Now each has an end of the tunnel.',
    ],
    questions: [
      {
        ask: 'Why is the line dotted?',
        answer:
          'Nothing is connected in the way a cable is. Each socat knows an address to send to; whether somebody listens there, UDP does not tell.',
      },
    ],
  },
  cues: [
    cue({
      id: 'step-4.setup-1',
      label: 'run setup.sh on node 1',
      node: STEP_4_A,
      command: './setup.sh',
      pace: 'paced',
      expect: { exit: 0, includes: ['net.ipv4.conf.tun0.rp_filter = 0'] },
      target: 26,
      timeout: 120,
      dwell: 3,
      because: 'Each line succeeded: the script stops at the first one that does not.',
    }),
    cue({
      id: 'step-4.setup-2',
      label: 'run setup.sh on node 2',
      node: STEP_4_B,
      command: './setup.sh',
      needs: ['step-4.setup-1'],
      expect: { exit: 0, includes: ['net.ipv4.conf.tun0.rp_filter = 0'] },
      timeout: 60,
      because: 'The same script, with the other node’s numbers.',
    }),
  ],
  covers: ['s4.run'],
  fragments: 0,
};
