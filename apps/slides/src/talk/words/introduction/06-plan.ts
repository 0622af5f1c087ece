import type { SlideWords } from '../../model.ts';

export const plan: SlideWords = {
  id: 'plan',
  section: 'introduction',
  title: 'Four steps, and each adds one thing',
  body: [
    {
      kind: 'table',
      head: ['Step', 'We build', 'New in it'],
      rows: [
        ['1', 'one namespace on one node', 'the cable: `veth`'],
        ['2', 'two namespaces on one node', 'the switch: a bridge'],
        ['3', 'two nodes on one segment', 'the route: a next hop'],
        ['4', 'two nodes anywhere', 'the tunnel: an overlay'],
      ],
    },
  ],
  stage: {
    kind: 'concept',
    picture: 'plan',
    draw: 'The four finished diagrams, small, in a row: one namespace on a cable; two namespaces on a bridge; two such nodes with an arrow from node to node; the same with a tunnel in place of the arrow. What is new in each is lit.',
  },
  summary:
    'The four finished networks, small, in a row: one namespace on a cable, two namespaces on a bridge, two such nodes with routes to each other, and two nodes with a tunnel.',
  target: 40,
  notes: {
    say: [
      'This is the plan. Step 1 puts one network namespace on a cable. Step 2 plugs two of them into a switch. Step 3 joins two nodes that stand on the same segment, with one route each. Step 4 replaces these routes by a tunnel, so that the nodes can be anywhere.',
      'Each step starts from nothing on nodes of its own. That means you see each line that is needed. From one step to the next only a few lines are new, and I point at these.',
    ],
    questions: [],
  },
  cues: [],
  covers: ['plan.steps'],
  fragments: 0,
};
