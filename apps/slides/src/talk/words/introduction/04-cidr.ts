import type { SlideWords } from '../../model.ts';

export const cidr: SlideWords = {
  id: 'cidr',
  section: 'introduction',
  title: 'The prefix length says which addresses are neighbours',
  body: [
    {
      kind: 'bullets',
      items: [
        '`/24`: the first 24 of 32 bits are common to the subnet',
        'Same prefix: deliver directly. Other prefix: ask a router',
        'Longer prefix, smaller subnet; `/32` is one address',
      ],
    },
  ],
  stage: {
    kind: 'concept',
    picture: 'cidr',
    draw: 'Interactive. An address as 32 bits, with a handle between prefix and host bits that can be dragged or moved by keys. It shows the mask, the first and the last address, and how many there are. Two further addresses, which can be changed, are each marked as inside or outside, and as sharing a subnet or not. It starts with 172.16.0.0/24, 172.16.0.2 and 172.16.1.2; at /16 both are inside.',
  },
  summary:
    'An address with a prefix length that can be changed. The slide shows the mask and the range, and whether two addresses, 172.16.0.2 and 172.16.1.2, are in the same subnet: at /24 they are not, at /16 they are.',
  target: 50,
  notes: {
    say: [
      'A subnet is written as an address and a prefix length. The length says how many bits from the left are fixed; the rest is free for hosts.',
      'I drag the handle. At 24 we have 256 addresses, and 172.16.0.2 and 172.16.1.2 are strangers: they need a router. At 16 they are neighbours. At 32 the range is one single address.',
      'We meet all three lengths today: 24 for the subnet of a node, 16 for the overlay, 32 for one namespace on a cable.',
    ],
    questions: [
      {
        ask: 'Why 256 addresses and not 254?',
        answer:
          'There are 256 in the range. The first names the subnet and the last is its broadcast address, so 254 are left for hosts.',
      },
      {
        ask: 'Why 172.16?',
        answer:
          'It belongs to 172.16.0.0/12, one of the private ranges of RFC 1918. 10.0.0.0/8, which our nodes use, is another.',
      },
    ],
  },
  cues: [],
  covers: ['intro.cidr'],
  fragments: 0,
};
