import type { SlideWords } from '../../model.ts';

export const step4RpOk: SlideWords = {
  id: 'step-4-rp-ok',
  section: 'step-4',
  title: 'Switching it off is one choice; there are two others',
  body: [
    {
      kind: 'terms',
      items: [
        { term: 'Off', means: 'what we did: these interfaces let forged sources in' },
        { term: 'Loose', means: 'the source must be reachable, by whatever interface' },
        {
          term: 'By source',
          means: 'pods reach other nodes by the overlay too: both ways match',
        },
      ],
    },
  ],
  stage: { kind: 'none' },
  summary:
    'Three choices: filtering off, as in setup.sh; loose filtering, which only wants the source to be reachable; or routing by source, which sends packets from pods to other nodes through the overlay as well, so that both directions agree.',
  target: 25,
  notes: {
    say: [
      'Is it all right to switch it off? Perhaps. On nodes in a network of your own, behind a firewall that filters forged sources, it is a common choice. On a machine that faces the internet I would not.',
      'Loose mode is a middle way: the source has to be reachable somehow, by any interface. That lets our reply path pass and still drops sources for which there is no route.',
      'The clean alternative is to make both directions agree: packets from namespaces to other nodes go through the overlay as well. But the destination alone does not tell whether a packet comes from a namespace or from the node, so the route has to depend on the source. That is policy routing, `ip rule`, and it has to be done on every node.',
    ],
    questions: [
      {
        ask: 'What would the rule look like?',
        answer:
          'On node 1: `ip rule add from 172.16.0.0/24 to 10.0.0.20 lookup 100` and `ip route add default dev tun0 table 100`; on node 2 the mirror image. With that, strict filtering on both nodes drops nothing.',
      },
      {
        ask: 'Does loose mode help in this lab?',
        answer: 'Yes. With rp_filter at 2 on both nodes all pings of this step pass.',
      },
    ],
  },
  cues: [],
  covers: ['s4.rp-off', 's4.rp-other'],
  fragments: 0,
};
