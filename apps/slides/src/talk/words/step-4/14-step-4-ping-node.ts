import type { SlideWords } from '../../model.ts';
import { ping } from '../cue.ts';
import { STEP_4_A, STEP_4_B } from '../nodes.ts';

export const step4PingNode: SlideWords = {
  id: 'step-4-ping-node',
  section: 'step-4',
  title: 'To the other node: TTL 63, out by one way and back by another',
  body: [
    {
      kind: 'statement',
      text: '`con1` → node 2: the request by the underlay, the reply by the tunnel.',
    },
  ],
  stage: {
    kind: 'live',
    view: 'diagram',
    nodes: [STEP_4_A, STEP_4_B],
    terminals: ['4-overlay-network-1/main', '4-overlay-network-2/main'],
  },
  summary:
    'The live diagram of both nodes and a terminal on each. A ping from con1 on the first node to the second node is answered with TTL 63. Its request goes by the underlay, its reply comes back by the tunnel.',
  target: 40,
  notes: {
    say: [
      'From con1 to the other node’s own address, 10.0.0.20. TTL 63: node 2 answers itself, and only node 1 routes the reply.',
      'But look at the way. 10.0.0.20 is not in 172.16, so node 1 sends the request straight out on the underlay, with con1’s address as its source. Node 2 answers to 172.16.0.2, and for that its route says tun0. So the reply comes through the tunnel.',
      'Out by one way and back by another. That is allowed on the internet. Remember it for the next slide.',
    ],
    questions: [
      {
        ask: 'And from node 1 to con1 on node 2?',
        answer:
          'That takes the tunnel both ways: the route to 172.16.1.2 is tun0, so the kernel takes 172.16.0.100 as source, and the reply goes to an address of 172.16 too. TTL 63 as well, routed by node 2.',
      },
    ],
  },
  cues: [
    ping({
      id: 'step-4.ping-con-node',
      label: 'con1 to node 2',
      node: STEP_4_A,
      command: 'ip netns exec con1 ping -c 2 10.0.0.20',
      ttl: 63,
      needs: ['step-4.setup-1', 'step-4.setup-2'],
      because: 'Node 2 answers itself, into the tunnel; only node 1 routes the reply.',
    }),
    ping({
      id: 'step-4.ping-node-con',
      label: 'node 1 to con1 on node 2',
      node: STEP_4_A,
      command: 'ping -c 2 172.16.1.2',
      ttl: 63,
      needs: ['step-4.setup-1', 'step-4.setup-2'],
      because: 'Through the tunnel both ways; only node 2 routes the reply.',
      dwell: 3,
    }),
  ],
  covers: ['s4.ping-node', 's4.ttl-node'],
  fragments: 0,
};
