import type { SlideWords } from '../../model.ts';

export const step4Overlay: SlideWords = {
  id: 'step-4-overlay',
  section: 'step-4',
  title: 'An overlay: the packet travels inside another packet',
  body: [
    {
      kind: 'bullets',
      items: [
        'Outside: from node to node, addresses that every router knows',
        'Inside: from namespace to namespace; no router looks at it',
        'So namespaces talk, and no router has to know where they are',
      ],
    },
  ],
  stage: {
    kind: 'concept',
    picture: 'overlay',
    draw: 'A capsule within a capsule: outer 10.0.0.10 → 10.0.1.20, UDP; inner 172.16.0.2 → 172.16.1.2, ICMP. It crosses a router between the two nodes, which reads the outer label only. At each node the capsule is put on or taken off.',
  },
  summary:
    'A packet from 172.16.0.2 to 172.16.1.2 inside a UDP packet from 10.0.0.10 to 10.0.1.20. A router between the nodes reads the outer addresses only.',
  target: 35,
  notes: {
    say: [
      'An overlay is a network on top of a network. It lets processes talk to each other although the routers in between have no idea where these processes live.',
      'The way to do that is to put the packet into another packet. Outside stand the addresses of the nodes, which every router can handle. Inside stands the packet from namespace to namespace, untouched. A node packs it, the other unpacks it.',
      'What we still need is a place where packing and unpacking is done. That brings us to a curious sort of interface.',
    ],
    questions: [
      {
        ask: 'What does it cost?',
        answer:
          'Room in each packet for the outer headers, so the MTU inside is smaller; and the work of packing, which in the kernel is small and in a process is not.',
      },
    ],
  },
  cues: [],
  covers: ['s4.overlay'],
  fragments: 0,
};
