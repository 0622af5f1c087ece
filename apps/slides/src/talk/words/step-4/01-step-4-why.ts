import type { SlideWords } from '../../model.ts';

export const step4Why: SlideWords = {
  id: 'step-4-why',
  section: 'step-4',
  title: 'Static routes end where the first foreign router stands',
  body: [
    {
      kind: 'bullets',
      items: [
        'Nodes on different subnets: the router between knows no pod subnet',
        '1. Teach it: add the routes to every router, if they are yours',
        '2. In a cloud: routes in its virtual network, pod subnet → node',
        '3. Say nothing to the routers: an overlay network',
      ],
      reveal: true,
    },
  ],
  stage: {
    kind: 'concept',
    picture: 'routers-between',
    draw: 'The two nodes of step 3 on two different segments with a router between them. A packet from 172.16.0.2 to 172.16.1.2 reaches the router and ends there: it has no route to 172.16.1.0/24. The three ways out appear one by one: routes written into the router, a cloud’s route table above it, a tunnel drawn through it.',
  },
  summary:
    'Two nodes on different segments with a router between. A packet to the other node’s pod subnet ends at the router, which has no route for it. Three ways out: add routes to the routers, use the route table of the cloud, or build an overlay.',
  target: 45,
  notes: {
    say: [
      'Step 3 has a limit: the next hop has to be on the same segment. If the nodes stand in different subnets, the packet goes to a router first, and that router has never heard of 172.16.1.',
      'There are three ways out. If the routers are yours, teach them: add the routes to all of them, by hand or with BGP.',
      'If you are in a cloud, the routers are not yours, but the provider lets you put routes into the virtual network: this pod subnet is behind that node.',
      'Or you tell the routers nothing at all, and hide your packets from them. That is an overlay, and we build one now.',
    ],
    questions: [
      {
        ask: 'Does AWS or Google let foreign addresses pass?',
        answer:
          'Only when told to. In AWS the source/destination check of the instance has to be off, in Google Cloud the instance has to be allowed to forward. And route tables there have a limited number of entries.',
      },
      {
        ask: 'But our two nodes here are on one segment?',
        answer:
          'They are, to keep the lab small. The tunnel does not depend on that: it needs only that node 1 can send UDP to node 2.',
      },
    ],
  },
  cues: [],
  covers: ['s4.why', 's4.routers', 's4.cloud', 's4.overlay-option'],
  fragments: 3,
};
