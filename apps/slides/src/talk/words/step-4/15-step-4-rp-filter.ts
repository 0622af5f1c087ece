import type { SlideWords } from '../../model.ts';

export const step4RpFilter: SlideWords = {
  id: 'step-4-rp-filter',
  section: 'step-4',
  title: 'rp_filter drops what comes in where no answer would go out',
  body: [
    {
      kind: 'bullets',
      items: [
        'Reverse path: which way would I send an answer to this source?',
        'Strict: it came in by another interface, so drop it',
        'The purpose: packets with a forged source get no further',
        'Here: in by the underlay, answer by `tun0`. Strict would drop it',
      ],
      reveal: true,
    },
  ],
  stage: {
    kind: 'concept',
    picture: 'reverse-path',
    draw: 'Both nodes of step 4. The request from con1 to node 2 over the underlay, the reply by tun0, as two arrows in two colours. With the last line two marks appear where strict filtering would drop: at node 2’s underlay interface for the request, at node 1’s tun0 for the reply.',
  },
  summary:
    'The request from con1 to node 2 arrives by the underlay interface, while the answer would go out by tun0. With strict reverse path filtering the request is dropped at node 2’s underlay interface, and the reply would be dropped at node 1’s tun0.',
  target: 40,
  notes: {
    say: [
      'Reverse path filtering asks one question of each packet that comes in: if I had to answer this source, would I send it out by the interface on which this came in? If not, in strict mode, the packet is dropped, and nothing is logged.',
      'The purpose is a good one. Forged sources are how many attacks begin. A packet from the internet that claims to come from your internal network is dropped where it comes in.',
      'But it takes for granted that traffic goes and comes the same way. Ours does not. The request comes in by the underlay, and its source, 172.16.0.2, is behind tun0. So strict filtering drops it at node 2, and it would drop the reply at node 1 as well.',
      'That is why the last line of setup.sh switches it off.',
    ],
    questions: [
      {
        ask: 'Why does the line name three interfaces, “all” among them?',
        answer:
          'The larger of “all” and the interface’s own value counts. To be off for an interface, both have to be 0.',
      },
      {
        ask: 'What is the default?',
        answer:
          'The kernel’s own is off. Distributions differ: some set strict, some loose, some nothing. Our nodes start strict, on purpose.',
      },
      {
        ask: 'Why do pings from namespace to namespace not suffer?',
        answer: 'They go by tun0 in both directions, so the reverse path is always right.',
      },
    ],
  },
  cues: [],
  covers: ['s4.rp-what', 's4.rp-purpose', 's4.rp-why'],
  fragments: 3,
};
