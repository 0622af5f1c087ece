import type { SlideWords } from '../../model.ts';
import { cue } from '../cue.ts';
import { STEP_3_A, STEP_3_B } from '../nodes.ts';

export const step3Forward: SlideWords = {
  id: 'step-3-forward',
  section: 'step-3',
  title: 'ip_forward turns a Linux machine into a router',
  body: [
    {
      kind: 'bullets',
      items: [
        'Off: a packet for somebody else is dropped',
        'On: it is routed on, and its TTL goes down by one',
        'A risk? It opens ways between networks that were apart',
        'Here it has to be on; a firewall can say what may pass',
      ],
    },
  ],
  stage: {
    kind: 'live',
    view: 'diagram',
    nodes: [STEP_3_A, STEP_3_B],
    terminals: ['3-multi-node-1/main'],
  },
  summary:
    'What ip_forward does, in four lines, beside the two nodes, still clean. On the first node ip_forward is 0 before setup.sh has run.',
  target: 45,
  notes: {
    say: [
      'What does this setting do? When a packet arrives that is not for the machine, there are two possibilities. Off: drop it. On: look it up in the route table and send it on, with one taken off the TTL. The second is the definition of a router.',
      'Our nodes need that. The packet from con1 comes in by br0 and has to leave by the underlay interface, and at the other end the reverse.',
      'Is it a risk? It can be. The machine now passes packets between all its interfaces, also between those that were meant to be apart. But we cannot do without, and each Kubernetes node has it on. Filter rules decide what may pass; that is what network policies become in the end.',
    ],
    questions: [
      {
        ask: 'Can it be switched on for single interfaces only?',
        answer:
          'Yes: net.ipv4.conf.IFACE.forwarding is per interface, and it is about packets that come in there. ip_forward sets it for all of them.',
      },
      {
        ask: 'Does Docker switch it on as well?',
        answer:
          'Yes, and when it does it sets the policy of iptables’ FORWARD chain to drop, so that the machine does not become a router for everyone.',
      },
    ],
  },
  cues: [
    cue({
      id: 'step-3.forward',
      shows: '`ip_forward = 0`, before setup',
      label: 'does node 1 forward?',
      node: STEP_3_A,
      command: 'sysctl net.ipv4.ip_forward',
      expect: { exit: 0, includes: ['net.ipv4.ip_forward = 0'] },
      because: 'Linux does not forward unless it is told to; setup.sh has not run yet.',
    }),
  ],
  covers: ['s3.forward', 's3.risk'],
  fragments: 0,
};
