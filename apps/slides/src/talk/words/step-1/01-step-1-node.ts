import type { SlideWords } from '../../model.ts';

export const step1Node: SlideWords = {
  id: 'step-1-node',
  section: 'step-1',
  title: 'The outer box is a node: one machine, one network stack',
  body: [
    {
      kind: 'bullets',
      items: [
        'A physical machine or a virtual one: to the network it is the same',
        'One interface on the underlay: `10.0.0.10/24`',
        'One route table for everything that runs on it',
      ],
    },
  ],
  stage: { kind: 'recorded', step: 1, frames: ['clean'] },
  summary:
    'One box, the node 1-network-namespace, with a single interface on the underlay, address 10.0.0.10/24. The node has a connected route for 10.0.0.0/24 and a default route by 10.0.0.1.',
  target: 30,
  notes: {
    say: [
      'We start with the outer box. That is the node: a server in a rack, or a virtual machine, as with the labs of this talk. For the network it makes no difference.',
      'It has one interface, with an address on the network between the machines. I call that network the underlay. Every process on the node shares this one network stack: its interfaces, its routes, its ports.',
      'That sharing is what we want to get rid of. Two web servers on port 80 do not fit here.',
    ],
    questions: [
      {
        ask: 'What is 10.0.0.1?',
        answer:
          'The node’s default gateway. In the embedded lab it is a host outside of the nodes, which we use to ask who gets in and out.',
      },
    ],
  },
  cues: [],
  covers: ['s1.node'],
  fragments: 0,
};
