import type { SlideWords } from '../../model.ts';
import { STEP_3_A } from '../nodes.ts';

export const step3Setup: SlideWords = {
  id: 'step-3-setup',
  section: 'step-3',
  title: 'Two lines are new: be a router, and know the way',
  body: [
    {
      kind: 'script',
      step: 3,
      file: 'setup.sh',
      against: 2,
      parts: [
        { line: 'ip netns add con1', caption: 'all of this is step 2' },
        { line: 'sysctl -w net.ipv4.ip_forward=1', caption: 'new: forward packets' },
        {
          line: 'ip route add $PEER_SUBNET via $PEER_IP',
          caption: 'new: the other node is the next hop',
        },
      ],
    },
  ],
  stage: {
    kind: 'live',
    view: 'diagram',
    nodes: [STEP_3_A],
    terminals: ['3-multi-node-1/main'],
  },
  summary:
    'The script setup.sh of step 3. Everything from step 2 is dimmed; two lines at the end are new: one sets ip_forward to 1, one adds a route to the other node’s subnet by the other node.',
  target: 40,
  notes: {
    say: [
      'Most of this script is dimmed: it is step 2, to the letter. Two namespaces, two cables, a bridge.',
      'Two lines are new. The first makes the node a router. The second is the route we just spoke about: the subnet of the other node, via the address of the other node.',
      'On node 1 that reads 172.16.1.0/24 via 10.0.0.20, on node 2 the other way round. Both are needed, or the answer does not find back.',
    ],
    questions: [
      {
        ask: 'Why does the route need no `dev`?',
        answer:
          'The kernel finds the interface itself: 10.0.0.20 is in a connected network of the underlay interface.',
      },
    ],
  },
  cues: [],
  covers: ['s3.setup', 's3.common', 's3.routes'],
  fragments: 2,
};
