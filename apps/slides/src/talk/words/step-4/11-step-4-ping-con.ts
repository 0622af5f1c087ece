import type { SlideWords } from '../../model.ts';
import { ping } from '../cue.ts';
import { STEP_4_A, STEP_4_B } from '../nodes.ts';

export const step4PingCon: SlideWords = {
  id: 'step-4-ping-con',
  section: 'step-4',
  title: 'Through the tunnel, TTL 62 as before: two routers',
  body: [
    {
      kind: 'statement',
      text: 'However many routers the outer packet passes: inside it stays 62.',
    },
  ],
  stage: {
    kind: 'live',
    view: 'diagram',
    nodes: [STEP_4_A, STEP_4_B],
    terminals: ['4-overlay-network-1/main', '4-overlay-network-2/main'],
  },
  summary:
    'The live diagram of both nodes and a terminal on each. Pings from con1 and con2 on the first node to con1 and con2 on the second are answered with TTL 62.',
  target: 35,
  notes: {
    say: [
      'From namespace to namespace: it works, and the TTL is 62, as in step 3. Node 2 routes the reply from br0 to tun0, one off. Node 1 routes it from tun0 to br0, one off.',
      'The tunnel itself takes nothing. The outer packet has a TTL of its own. If there were ten routers between the nodes, this would still say 62: to the namespaces, the tunnel is a single cable.',
    ],
    questions: [
      {
        ask: 'Is it slower than step 3?',
        answer:
          'Yes, as the times of ping show: some tenths of a millisecond here, about one tenth in step 3. Each packet visits a process on both nodes.',
      },
    ],
  },
  cues: [
    ping({
      id: 'step-4.ping-con1',
      label: 'con1 to con1 on node 2',
      node: STEP_4_A,
      command: 'ip netns exec con1 ping -c 2 172.16.1.2',
      ttl: 62,
      needs: ['step-4.setup-1', 'step-4.setup-2'],
      because: 'Both nodes route the inner packet; the tunnel is just a wire between them.',
    }),
    ping({
      id: 'step-4.ping-con2',
      label: 'con2 to con2 on node 2',
      node: STEP_4_A,
      command: 'ip netns exec con2 ping -c 2 172.16.1.3',
      ttl: 62,
      needs: ['step-4.setup-1', 'step-4.setup-2'],
      because: 'The same two routers for every pair of namespaces.',
      dwell: 3,
    }),
  ],
  covers: ['s4.ping-con', 's4.ttl-con'],
  fragments: 0,
};
