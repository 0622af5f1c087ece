import type { SlideWords } from '../../model.ts';
import { ping } from '../cue.ts';
import { STEP_3_A, STEP_3_B } from '../nodes.ts';

export const step3PingNode: SlideWords = {
  id: 'step-3-ping-node',
  section: 'step-3',
  title: 'With a node at one end: TTL 63, one router',
  body: [],
  stage: {
    kind: 'live',
    view: 'diagram',
    nodes: [STEP_3_A, STEP_3_B],
    terminals: ['3-multi-node-1/main', '3-multi-node-2/main'],
  },
  summary:
    'The live diagram of both nodes and a terminal on each. A ping from the first node to con1 on the second, and one from con1 on the first to the second node, are answered with TTL 63.',
  target: 35,
  notes: {
    say: [
      'Now from the node itself to the remote namespace. The reply is routed by node 2, 63, and then it has arrived: node 1 is the destination, not a router. So 63.',
      'And from con1 to the other node’s own address: node 2 answers itself, with 64, and node 1 routes it to con1. Again 63.',
      'So the rule is simple: 64, less the number of nodes that pass the packet on.',
    ],
    questions: [
      {
        ask: 'Which source address does the ping from the node have?',
        answer:
          '10.0.0.10: the route leaves by the underlay interface, so the kernel takes the address of that.',
      },
    ],
  },
  cues: [
    ping({
      id: 'step-3.ping-node-con',
      label: 'node 1 to con1 on node 2',
      node: STEP_3_A,
      command: 'ping -c 2 172.16.1.2',
      ttl: 63,
      needs: ['step-3.setup-1', 'step-3.setup-2'],
      because: 'Only node 2 routes the reply; node 1 is where it ends.',
    }),
    ping({
      id: 'step-3.ping-con-node',
      label: 'con1 to node 2',
      node: STEP_3_A,
      command: 'ip netns exec con1 ping -c 2 10.0.0.20',
      ttl: 63,
      needs: ['step-3.setup-1', 'step-3.setup-2'],
      because: 'Node 2 answers itself; only node 1 routes the reply.',
      dwell: 3,
    }),
  ],
  covers: ['s3.ping-node', 's3.ttl-node'],
  fragments: 0,
};
