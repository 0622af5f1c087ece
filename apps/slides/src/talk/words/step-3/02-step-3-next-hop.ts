import type { SlideWords } from '../../model.ts';

export const step3NextHop: SlideWords = {
  id: 'step-3-next-hop',
  section: 'step-3',
  title: 'To the other subnet, the other node is the next hop',
  body: [
    {
      kind: 'bullets',
      items: [
        'On node 1: `172.16.1.0/24 via 10.0.0.20`; on node 2 the mirror image',
        'The packet keeps its addresses; the frame goes to the next hop’s MAC',
        'So the next hop must be on the same layer 2 network',
        'Flannel’s host-gw and Calico on one segment do exactly this',
      ],
      reveal: true,
    },
  ],
  stage: {
    kind: 'concept',
    picture: 'next-hop',
    draw: 'The two nodes of step 3, finished, with the path of a packet from con1 on node 1 to con1 on node 2 in numbered hops: veth11, br0 and routing on node 1, one frame over the underlay with node 2’s MAC address, routing on node 2, br0, veth11. The IP addresses beside the packet stay the same at each hop.',
  },
  summary:
    'The path of a packet from con1 on the first node to con1 on the second: to the bridge, by the first node’s route to 10.0.0.20, over the underlay to the second node’s MAC address, by that node’s bridge into the namespace. The IP addresses stay the same all the way.',
  target: 55,
  notes: {
    say: [
      'How does node 1 find 172.16.1.2? We tell it: that whole subnet is via 10.0.0.20, the other node. A static route, one on each side.',
      'Mind what next hop means. The packet is not addressed to 10.0.0.20, it still says 172.16.1.2. Only the frame is addressed to it: node 1 asks by ARP for the MAC address of 10.0.0.20 and hands the packet over.',
      'That works if, and only if, both nodes are on the same layer 2 network. With a router in between, the frame cannot get to the next hop, and the router does not know 172.16.1.',
      'This is no toy. Flannel’s host-gw backend writes these routes. Calico, on nodes that share a segment, does the same.',
    ],
    questions: [
      {
        ask: 'What if I give a next hop that is not on the segment?',
        answer:
          'The kernel refuses the route: “Nexthop has invalid gateway”. It has to be reachable directly by one of the interfaces.',
      },
      {
        ask: 'Does this scale to a thousand nodes?',
        answer:
          'It means 999 routes on each node, which the kernel handles with ease. Keeping them right is the work, and that is what the network plugin does.',
      },
    ],
  },
  cues: [],
  covers: ['s3.between', 's3.one-l2', 's3.host-gw'],
  fragments: 3,
};
