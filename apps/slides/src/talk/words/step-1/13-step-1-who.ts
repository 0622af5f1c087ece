import type { SlideWords } from '../../model.ts';
import { cue } from '../cue.ts';
import { STEP_1 } from '../nodes.ts';

export const step1Who: SlideWords = {
  id: 'step-1-who',
  section: 'step-1',
  title: 'No process is in con: the kernel answers the ping',
  body: [
    {
      kind: 'statement',
      text: 'In Linux an address belongs to the network stack, not to one interface.',
    },
  ],
  stage: {
    kind: 'live',
    view: 'diagram',
    nodes: [STEP_1],
    terminals: ['1-network-namespace/main'],
  },
  summary:
    'The live diagram and a terminal. A count shows that no process is in con. The neighbour table of con shows that the node answered ARP for 10.0.0.10 on veth1, which has no address.',
  target: 50,
  notes: {
    say: [
      'Who answered? I count the processes in con: none. Nobody is at home, and still the ping comes back. The network stack of the kernel answers: an ICMP echo needs no program. So a pod that answers a ping tells you that its network is up, and nothing about the application in it.',
      'And the other way: con asked the cable who has 10.0.0.10, by ARP. That address is on the underlay interface, not on veth1. But Linux answers ARP on any interface for any address that its stack has. So veth1’s MAC address is what we find in the neighbour table.',
      'That is why a cable end without an address is enough.',
    ],
    questions: [
      {
        ask: 'Can this ARP behaviour be changed?',
        answer:
          'Yes, with the sysctl arp_ignore. At 0, the default, the kernel answers for any local address; at 1 only for addresses of the interface that was asked, and this ping would fail.',
      },
      {
        ask: 'Is that what Calico does with 169.254.1.1?',
        answer:
          'Close. A Calico pod has a default route by 169.254.1.1, an address that nobody has, and the node’s end of the cable answers ARP for it because proxy_arp is on.',
      },
    ],
  },
  cues: [
    cue({
      id: 'step-1.nobody',
      shows: '0, and yet it answers',
      label: 'who is in con?',
      node: STEP_1,
      command: 'echo "processes in con: $(ip netns pids con | wc -l)"',
      needs: ['step-1.setup'],
      expect: { exit: 0, includes: ['processes in con: 0'] },
      because: 'Echo requests are answered by the network stack in the kernel, not by a program.',
    }),
    cue({
      id: 'step-1.neigh',
      shows: '`10.0.0.10`: the node answers',
      label: 'whom con found by ARP',
      node: STEP_1,
      command: 'ip -n con neigh',
      needs: ['step-1.setup', 'step-1.ping-node'],
      expect: { exit: 0, includes: ['10.0.0.10 dev veth2 lladdr'] },
      because:
        'With arp_ignore at 0 the node answers ARP for all its addresses on every interface.',
    }),
  ],
  covers: ['s1.who'],
  fragments: 0,
};
