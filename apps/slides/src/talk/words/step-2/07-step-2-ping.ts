import type { SlideWords } from '../../model.ts';
import { ping } from '../cue.ts';
import { STEP_2 } from '../nodes.ts';

export const step2Ping: SlideWords = {
  id: 'step-2-ping',
  section: 'step-2',
  title: 'TTL 64 everywhere: nothing was routed',
  body: [],
  stage: {
    kind: 'live',
    view: 'diagram',
    nodes: [STEP_2],
    terminals: ['2-single-node/main'],
  },
  summary:
    'The live diagram of step 2 and a terminal. Pings from con1 to con2, and from the node to con1 and to con2, are all answered with TTL 64.',
  target: 45,
  notes: {
    say: [
      'From con1 to con2. It answers, and the TTL is 64. That is the value the reply started with, so no router was on the way: the bridge passed frames on, and a switch does not touch the packet inside.',
      'From the node to con1 and con2: 64 again. The node is on that subnet itself, by br0; it delivers directly.',
      'Keep this number in mind. In the next step it goes down, and we can say by how much before we try.',
    ],
    questions: [
      {
        ask: 'Would this work with ip_forward off?',
        answer:
          'It does: it is off right now. Forwarding is for packets that are routed from one interface to another. Here frames are switched, or the node itself is the end.',
      },
    ],
  },
  cues: [
    ping({
      id: 'step-2.ping-con',
      label: 'ping con2 from con1',
      node: STEP_2,
      command: 'ip netns exec con1 ping -c 2 172.16.0.3',
      ttl: 64,
      needs: ['step-2.setup'],
      because: 'The bridge switches frames; only a router takes one off the TTL.',
    }),
    ping({
      id: 'step-2.ping-con1',
      label: 'ping con1 from the node',
      node: STEP_2,
      command: 'ping -c 2 172.16.0.2',
      ttl: 64,
      needs: ['step-2.setup'],
      because: 'The node is in the subnet by br0 and delivers directly.',
    }),
    ping({
      id: 'step-2.ping-con2',
      label: 'ping con2 from the node',
      node: STEP_2,
      command: 'ping -c 2 172.16.0.3',
      ttl: 64,
      needs: ['step-2.setup'],
      because: 'The same subnet: the node delivers to con2 directly, too.',
      dwell: 3,
    }),
  ],
  covers: ['s2.ping-con', 's2.ttl-con', 's2.ping-node', 's2.ttl-node'],
  fragments: 0,
};
