import type { SlideWords } from '../../model.ts';
import { cue } from '../cue.ts';
import { STEP_3_A, STEP_3_B } from '../nodes.ts';

export const step3Env: SlideWords = {
  id: 'step-3-env',
  section: 'step-3',
  title: 'Two nodes, one env.sh: the hostname tells which',
  body: [
    {
      kind: 'script',
      step: 3,
      file: 'env.sh',
      against: 2,
      parts: [
        { line: 'case $HOSTNAME in', caption: 'here and there, by hostname' },
        { line: 'BR_IP=172.16.$HERE.1', caption: 'the addresses follow' },
        { line: 'CON1_IP=172.16.$HERE.2', caption: 'the namespaces on this node' },
        { line: 'PEER_SUBNET=172.16.$THERE.0/24', caption: 'and those on the other' },
        {
          line: "NIC=$(ip -o addr show to $NODE_IP | awk '{ print $2 }')",
          caption: 'the interface that has the address',
        },
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
    'The script env.sh of step 3: by the hostname it sets this node’s address and number and the other’s, and from these the addresses of bridge and namespaces. Beside it terminals on both nodes, which are clean.',
  target: 30,
  notes: {
    say: [
      'Two machines on one network. Both have the same scripts; the hostname decides which of the two this one is. Here is this node’s number, there is the other’s.',
      'From these two numbers everything follows: 172.16.0 or 172.16.1, and who the peer is. Node 1 is 10.0.0.10, node 2 is 10.0.0.20, and both are clean.',
    ],
    questions: [],
  },
  cues: [
    cue({
      id: 'step-3.clean-1',
      shows: '`10.0.0.10/24`, nothing else',
      label: 'node 1 is clean',
      node: STEP_3_A,
      command: 'ip netns list; ip -brief addr',
      expect: { exit: 0, includes: ['10.0.0.10/24'], excludes: ['con', 'veth', 'br0'] },
      because: 'The first node of a new pair, with the lower address.',
      dwell: 2,
    }),
    cue({
      id: 'step-3.clean-2',
      shows: '`10.0.0.20/24`, nothing else',
      label: 'node 2 is clean',
      node: STEP_3_B,
      command: 'ip netns list; ip -brief addr',
      expect: { exit: 0, includes: ['10.0.0.20/24'], excludes: ['con', 'veth', 'br0'] },
      because: 'The second node, on the same underlay.',
      dwell: 2,
    }),
  ],
  covers: ['s3.two', 's3.env'],
  fragments: 4,
};
