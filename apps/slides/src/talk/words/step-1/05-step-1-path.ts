import type { SlideWords } from '../../model.ts';

export const step1Path: SlideWords = {
  id: 'step-1-path',
  section: 'step-1',
  title: 'One route leads in, one default route leads out',
  body: [
    {
      kind: 'bullets',
      items: [
        'On the node: `172.16.0.1 dev veth1`, this one address is on that cable',
        'In `con`: `default dev veth2`, everything is on this cable',
        'A ping needs both: the reply needs a route back of its own',
      ],
    },
  ],
  stage: { kind: 'recorded', step: 1, frames: ['done'] },
  summary:
    'The finished network of step 1: veth1 on the node and veth2 with address 172.16.0.1/32 in con, joined by a cable. The node has a route to 172.16.0.1 by veth1, con has a default route by veth2.',
  target: 40,
  notes: {
    say: [
      'The cable alone is not enough. Both stacks have to know that it leads somewhere.',
      'The node gets a route for a single address, a slash 32: 172.16.0.1 is on veth1. The namespace gets a default route: whatever it is, send it out by veth2.',
      'Note that veth1 has no address, and that the default route names no gateway. There is no router on this cable, so whoever is meant is asked for by ARP, directly.',
      'Always think of both directions. Most faults that I have seen were a missing way back.',
    ],
    questions: [
      {
        ask: 'Why a /32 and not a small subnet?',
        answer:
          'There is one address at the end of that cable, so this is the whole truth. Calico wires each pod like this, with a /32 route on the node.',
      },
    ],
  },
  cues: [],
  covers: ['s1.routing'],
  fragments: 0,
};
