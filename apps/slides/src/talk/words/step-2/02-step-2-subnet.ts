import type { SlideWords } from '../../model.ts';

export const step2Subnet: SlideWords = {
  id: 'step-2-subnet',
  section: 'step-2',
  title: 'br0 has an address: the node joins the subnet',
  body: [
    {
      kind: 'bullets',
      items: [
        'The bridge has a subnet of its own: `172.16.0.0/24`',
        '`br0` is `172.16.0.1`, the gateway of the namespaces',
        'The address brings the route along: `172.16.0.0/24 dev br0`',
      ],
    },
  ],
  stage: {
    kind: 'recorded',
    step: 2,
    frames: ['ip addr add $BR_IP/24 dev br0', 'ip link set br0 up', 'done'],
  },
  summary:
    'br0 gets the address 172.16.0.1/24. When it is set up, the node has a connected route for 172.16.0.0/24 by br0. Then con1 and con2 get addresses in that subnet and br0 as their default gateway.',
  target: 35,
  notes: {
    say: [
      'A switch needs no address. But our node wants to talk to the namespaces, so it needs a foot in their subnet. We give the bridge an address: to the node, br0 is an interface like any other, plugged into that switch.',
      'From the address and its prefix the kernel derives the route: the whole /24 is on br0. That is a connected route, it appears when the interface comes up, and one route is enough for 250 namespaces.',
      'Seen from inside, that same address is the gateway: everything that is not in the subnet goes there. It is the way in from outside of the bridge, and the way out.',
    ],
    questions: [
      {
        ask: 'Do veth10 and veth20 need addresses?',
        answer:
          'No. They are ports of a switch: what arrives there is handed to the bridge. The node’s address in that subnet belongs on br0.',
      },
    ],
  },
  cues: [],
  covers: ['s2.subnet', 's2.address', 's2.route'],
  fragments: 2,
};
