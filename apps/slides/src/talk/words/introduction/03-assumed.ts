import type { SlideWords } from '../../model.ts';

export const assumed: SlideWords = {
  id: 'assumed',
  section: 'introduction',
  title: 'Frames stay on the segment, packets cross routers',
  body: [
    {
      kind: 'terms',
      items: [
        { term: 'Layer 2', means: 'frames between MAC addresses, passed on by switches' },
        { term: 'Layer 3', means: 'packets between IP addresses, passed on by routers' },
        { term: 'ARP', means: 'asks the segment: which MAC address has this IP address?' },
        { term: 'Subnet', means: 'the addresses that are reached without a router' },
      ],
    },
  ],
  stage: {
    kind: 'concept',
    picture: 'layers',
    draw: 'Two segments, each a bus with two hosts, joined by a router. One packet goes from a host on the left to a host on the right: its addresses stay, while the frame around it is a new one on each segment.',
  },
  summary:
    'Two segments joined by a router. A packet crosses from the left to the right: its IP addresses stay the same, the frame around it is replaced by the router.',
  target: 50,
  notes: {
    say: [
      'This is about all that I assume. Layer 2 moves frames between MAC addresses on one segment; a switch does that. Layer 3 moves packets between segments; a router does that.',
      'A router takes the packet out of one frame and puts it into another. Source and destination of the packet stay, the MAC addresses change, and the time to live goes down by one. Remember that last bit: we shall use the TTL to count routers.',
      'If a word is new to you, do not worry. I recall each of them where we need it.',
    ],
    questions: [
      {
        ask: 'What is the TTL for?',
        answer:
          'It keeps a packet from circling for ever. Each router takes one off; at zero the packet is dropped and the sender is told by ICMP. Linux starts at 64.',
      },
      {
        ask: 'What about IPv6?',
        answer:
          'All of this works alike with IPv6; neighbour discovery takes the place of ARP. Our nodes have it switched off, and the tables show IPv4 alone, so that they stay short.',
      },
    ],
  },
  cues: [],
  covers: ['intro.layers', 'intro.recall'],
  fragments: 0,
};
