import type { SlideWords } from '../../model.ts';

export const step1Routes: SlideWords = {
  id: 'step-1-routes',
  section: 'step-1',
  title: 'Four kinds of route, and the longest prefix wins',
  body: [
    {
      kind: 'table',
      head: ['Kind', 'What it is', 'For example'],
      rows: [
        ['connected', 'the kernel: it is on this interface', '`10.0.0.0/24 dev eth1`'],
        ['static', 'somebody typed it', '`172.16.1.0/24 via 10.0.0.20`'],
        ['dynamic', 'learned from other routers', '`172.16.2.0/24 via … proto bird`'],
        ['default', 'prefix length 0: everything else', '`default via 10.0.0.1`'],
      ],
    },
    {
      kind: 'statement',
      text: 'First the longest prefix, then the lowest metric. The kind does not rank.',
    },
  ],
  stage: {
    kind: 'concept',
    picture: 'routing',
    draw: 'A route table with all four kinds, each row tagged with its kind: 10.0.0.0/24 connected, 172.16.0.0/16 connected (dev tun0), 172.16.1.0/24 static, 172.16.2.0/24 dynamic, 172.16.2.7/32 static, and a default route. Below it a field for an address, with 172.16.2.9 in it: the rows that match are marked, the winner is underlined, and each of the others says why it lost.',
  },
  summary:
    'A route table with the four kinds of routes. For an address that you type in, the matching routes are marked, the winner is underlined, and the others say why they lost: a shorter prefix, or a higher metric.',
  target: 65,
  notes: {
    say: [
      'Four kinds of entries stand in a route table. Connected: this network is right here, on this interface; the kernel adds these itself when an interface with an address is up. Static: somebody typed it, such as this network is behind that router, or this address is on that cable. Dynamic: the same, but learned from other routers by a protocol such as BGP. And the default: everything else.',
      'When several match, the most specific one wins, that is the longest prefix. I type an address, and the table says which one it is and why.',
      'One thing where books on routers differ from Linux: the kind plays no part in the lookup. The kernel takes the longest prefix across all of them, and among equals the lowest metric. The default route loses only because its prefix is the shortest there is, length zero.',
    ],
    questions: [
      {
        ask: 'Do connected routes not come before static ones?',
        answer:
          'That is administrative distance: on a router it decides which of several sources may install a route for the same prefix. The lookup itself is by longest prefix. In Linux, a routing daemon makes that choice before it writes to the kernel.',
      },
      {
        ask: 'How does the kernel know the kind?',
        answer:
          'It keeps who added the route, as its protocol: kernel, boot, static, bird, bgp and so on. That is a label; it is not part of the choice.',
      },
      {
        ask: 'Is there only one table?',
        answer:
          'No. Rules select tables by priority, by default local, then main, then default. Addresses of the machine itself stand in table local, so they are found first. A rule can also select by source; we come back to that in step 4.',
      },
    ],
  },
  cues: [],
  covers: [
    'rules.kinds',
    'rules.connected',
    'rules.static',
    'rules.dynamic',
    'rules.default',
    'rules.precedence',
  ],
  fragments: 0,
};
