import type { SlideWords } from '../../model.ts';
import { ping } from '../cue.ts';
import { STEP_1 } from '../nodes.ts';

export const step1Ping: SlideWords = {
  id: 'step-1-ping',
  section: 'step-1',
  title: 'It answers both ways, and the TTL stays 64',
  body: [],
  stage: {
    kind: 'live',
    view: 'diagram',
    nodes: [STEP_1],
    terminals: ['1-network-namespace/main'],
  },
  summary:
    'The live diagram of step 1 and a terminal. A ping from the node to con and one from con to the node are answered with TTL 64.',
  target: 35,
  notes: {
    say: [
      'Now the proof. From the node I ping the address in the namespace: it answers. Then the other way round; for that I run ping inside, with ip netns exec.',
      'Look at the TTL. It is what is left in the reply when it gets here. Linux starts with 64 and each router takes one off. It is still 64: no router on the way, just a cable.',
    ],
    questions: [
      {
        ask: 'Is the TTL that of my packet or of the answer?',
        answer:
          'Of the answer. ping prints the TTL of the reply as it arrived, so it counts the routers on the way back.',
      },
      {
        ask: 'Does the ping to 172.16.0.1 go over the underlay?',
        answer: 'No. It leaves by veth1 and never reaches the node’s underlay interface.',
      },
    ],
  },
  cues: [
    ping({
      id: 'step-1.ping-con',
      label: 'ping con from the node',
      node: STEP_1,
      command: 'ping -c 2 172.16.0.1',
      ttl: 64,
      needs: ['step-1.setup'],
      because: 'One cable, no router on it: the reply keeps the 64 it started with.',
    }),
    ping({
      id: 'step-1.ping-node',
      label: 'ping the node from con',
      node: STEP_1,
      command: 'ip netns exec con ping -c 2 10.0.0.10',
      ttl: 64,
      needs: ['step-1.setup'],
      because: 'The default route leads over the cable, and the node itself has that address.',
    }),
  ],
  covers: ['s1.ping-con', 's1.ping-node'],
  fragments: 0,
};
