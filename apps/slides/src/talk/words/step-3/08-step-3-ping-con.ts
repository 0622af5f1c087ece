import type { SlideWords } from '../../model.ts';
import { ping } from '../cue.ts';
import { STEP_3_A, STEP_3_B } from '../nodes.ts';

export const step3PingCon: SlideWords = {
  id: 'step-3-ping-con',
  section: 'step-3',
  title: 'Namespace to namespace: TTL 62, two routers on the way',
  body: [
    { kind: 'statement', text: 'The reply: 64 at the start, 63 after node 2, 62 after node 1.' },
  ],
  stage: {
    kind: 'live',
    view: 'diagram',
    nodes: [STEP_3_A, STEP_3_B],
    terminals: ['3-multi-node-1/main', '3-multi-node-2/main'],
  },
  summary:
    'The live diagram of both nodes and a terminal on each. Pings from con1 and con2 on the first node to con1 and con2 on the second are answered with TTL 62.',
  target: 40,
  notes: {
    say: [
      'The moment we built this for: from a namespace on one node to a namespace on the other. What will the TTL be? Let us count the routers.',
      'The reply starts with 64 in the remote namespace. Node 2 routes it from br0 to the underlay: 63. Node 1 routes it from the underlay to br0: 62. That is what ping shows. The request lost two on its way, too, but of that we see nothing here.',
      'No address was translated. The remote namespace saw 172.16.0.2 as the source. That is the Kubernetes model.',
    ],
    questions: [
      {
        ask: 'How could I see the request’s TTL?',
        answer:
          'Capture on the remote side; `./capture.sh br0` on node 2 shows it. We do that in step 4.',
      },
      {
        ask: 'Do the bridges count?',
        answer:
          'No. They pass frames on and do not look at the packet. Only the two nodes act as routers.',
      },
    ],
  },
  cues: [
    ping({
      id: 'step-3.ping-con1',
      label: 'con1 to con1 on node 2',
      node: STEP_3_A,
      command: 'ip netns exec con1 ping -c 2 172.16.1.2',
      ttl: 62,
      needs: ['step-3.setup-1', 'step-3.setup-2'],
      because: 'The reply is routed twice: by node 2, then by node 1.',
    }),
    ping({
      id: 'step-3.ping-con2',
      label: 'con2 to con2 on node 2',
      node: STEP_3_A,
      command: 'ip netns exec con2 ping -c 2 172.16.1.3',
      ttl: 62,
      needs: ['step-3.setup-1', 'step-3.setup-2'],
      because: 'The same two routers for every pair of namespaces.',
      dwell: 3,
    }),
  ],
  covers: ['s3.ping-con', 's3.ttl-con'],
  fragments: 0,
};
