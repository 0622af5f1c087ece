import type { SlideWords } from '../../model.ts';

export const step4Use: SlideWords = {
  id: 'step-4-use',
  section: 'step-4',
  title: 'tun0 leads to the pods of other nodes, br0 to this node’s',
  body: [
    {
      kind: 'bullets',
      items: [
        '`172.16.0.0/16 dev tun0`: the pods of all nodes',
        'On node 1 `172.16.0.0/24 dev br0`: its own; longer, so it wins',
        'No static routes, and no next hop: the tunnel knows one peer',
      ],
    },
  ],
  stage: {
    kind: 'recorded',
    step: 4,
    frames: ['sysctl -w net.ipv4.ip_forward=1', 'ip link set tun0 up', 'done'],
  },
  summary:
    'The two nodes of step 4. First they are as in step 2, forwarding. Then each has a tun0 with an address in 172.16.0.0/16. At the end a process, socat, stands behind each tun0, and the two are joined by UDP over the underlay.',
  target: 40,
  notes: {
    say: [
      'How do we use it? Each node gets a tun0, with an address that has a /16 prefix. That brings a connected route: all of 172.16 is on tun0.',
      'The node’s own subnet is a /24 on br0. Both match a local pod, and the longer prefix wins: local traffic stays local, everything else of 172.16 goes into the tunnel. This is the longest-prefix rule at work, between two connected routes.',
      'Behind tun0 stands a process, which sends each packet by UDP to the other node, and writes what it receives into tun0.',
      'Note what is missing: the static routes of step 3. The nodes need no next hop any more.',
    ],
    questions: [
      {
        ask: 'And with three nodes?',
        answer:
          'Then the process must choose the peer by the inner destination. It needs a map from subnet to node; that is what Flannel adds. Our socat has a single peer and sends everything there.',
      },
      {
        ask: 'What happens to 172.16.7.7, which nobody has?',
        answer:
          'It is sent into the tunnel, the other node looks it up, finds its own /16 on tun0 and sends it back in. It goes back and forth until the TTL ends it.',
      },
    ],
  },
  cues: [],
  covers: ['s4.use', 's4.no-static', 's4.routing'],
  fragments: 2,
};
