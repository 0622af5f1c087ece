import type { SlideWords } from '../../model.ts';
import { cue } from '../cue.ts';
import { STEP_4_A, STEP_4_B } from '../nodes.ts';

export const step4Env: SlideWords = {
  id: 'step-4-env',
  section: 'step-4',
  title: 'Two new nodes, the same env.sh, one address more',
  body: [
    {
      kind: 'script',
      step: 4,
      file: 'env.sh',
      against: 3,
      parts: [{ line: 'TUN_IP=172.16.$HERE.100', caption: 'new: this end of the tunnel' }],
    },
  ],
  stage: {
    kind: 'live',
    view: 'diagram',
    nodes: [STEP_4_A, STEP_4_B],
    terminals: ['4-overlay-network-1/main', '4-overlay-network-2/main'],
  },
  summary:
    'The script env.sh of step 4: that of step 3, dimmed, and one address more, for this node’s end of the tunnel. Beside it terminals on the two nodes of step 4, which are clean.',
  target: 25,
  notes: {
    say: [
      'Two fresh nodes again, with the same addresses as the pair before. diff says what is new in env.sh: the address of this node’s end of the tunnel, 172.16.0.100 here and 172.16.1.100 there.',
      'All else is as in step 3. That includes the peer’s subnet, which nobody needs a route for any more. It is there for the tests.',
      'Both are clean: no bridge, no tun0.',
    ],
    questions: [],
  },
  cues: [
    cue({
      id: 'step-4.env',
      shows: 'one address more',
      label: 'what is new in env.sh?',
      node: STEP_4_A,
      command: 'diff ../3-multi-node/env.sh env.sh',
      expect: { exit: 1, includes: ['TUN_IP=172.16.$HERE.100'], excludes: ['<'] },
      because:
        'diff exits with 1 because there is a difference, and the only one is what was added.',
    }),
    cue({
      id: 'step-4.clean',
      shows: 'nothing of step 3',
      label: 'node 1 is clean',
      node: STEP_4_A,
      command: 'ip netns list; ip -brief addr',
      expect: { exit: 0, includes: ['10.0.0.10/24'], excludes: ['con', 'veth', 'br0', 'tun0'] },
      because: 'Nothing of step 3 is on this node.',
      dwell: 2,
    }),
  ],
  covers: ['s4.two', 's4.env'],
  fragments: 0,
};
