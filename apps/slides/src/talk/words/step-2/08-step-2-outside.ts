import type { SlideWords } from '../../model.ts';
import { cue, lostPing } from '../cue.ts';
import { STEP_2 } from '../nodes.ts';

export const step2Outside: SlideWords = {
  id: 'step-2-outside',
  section: 'step-2',
  title: 'Nothing gets past the node: it does not forward yet',
  body: [
    {
      kind: 'statement',
      text: 'The other way is closed as well. Forwarding comes in step 3.',
    },
  ],
  stage: {
    kind: 'live',
    view: 'diagram',
    nodes: [STEP_2],
    terminals: ['2-single-node/main'],
  },
  summary:
    'The live diagram and a terminal. ip_forward is 0 on the node. A ping from con1 to 10.0.0.1, a host outside of the node, is not answered.',
  target: 40,
  notes: {
    say: [
      'What about the outside? 10.0.0.1 is another machine on the underlay. From con1 it is lost. con1 sends the packet to its gateway, br0. There the node sees that the packet is for somebody else. It is not a router, so it drops it.',
      'From outside it is the same: even a machine that knew the way would be turned away at the node. So our namespaces cannot be reached from outside yet.',
      'The switch for that is ip_forward, and we turn it on in the next step.',
      'Forwarding alone would not bring the ping back, though. 10.0.0.1 does not know where 172.16.0.0/24 is, so its answer would go elsewhere. That is what Docker’s masquerading is for: the packet leaves with the node’s address, which everybody can answer.',
    ],
    questions: [
      {
        ask: 'Where exactly is the packet dropped?',
        answer:
          'On the node, in the routing decision for a packet that came in by br0 and is not for the node itself. The counter IpInAddrErrors goes up.',
      },
      {
        ask: 'Can you try forwarding now?',
        answer:
          'Yes: `sysctl -w net.ipv4.ip_forward=1` and ping again. It is still lost, for want of a way back. Reset the step afterwards.',
      },
    ],
  },
  cues: [
    cue({
      id: 'step-2.forward',
      shows: '`ip_forward = 0`: no router',
      label: 'does the node forward?',
      node: STEP_2,
      command: 'sysctl net.ipv4.ip_forward',
      needs: ['step-2.setup'],
      expect: { exit: 0, includes: ['net.ipv4.ip_forward = 0'] },
      because: 'Linux does not forward unless it is told to, and setup.sh of this step does not.',
      dwell: 3,
    }),
    lostPing({
      id: 'step-2.outside',
      label: 'ping outside from con1',
      node: STEP_2,
      command: 'ip netns exec con1 ping -c 2 -W 1 10.0.0.1',
      needs: ['step-2.setup'],
      because: 'The packet reaches the node, which is not its destination and does not forward.',
    }),
  ],
  covers: ['s2.outside', 's2.later'],
  fragments: 0,
};
