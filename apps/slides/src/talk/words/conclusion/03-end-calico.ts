import type { SlideWords } from '../../model.ts';

export const endCalico: SlideWords = {
  id: 'end-calico',
  section: 'conclusion',
  title: 'Calico: next hops nearby, a tunnel only where it must be',
  body: [
    {
      kind: 'terms',
      items: [
        { term: 'Same segment', means: 'no overlay: next-hop routes, as in step 3' },
        { term: 'Other segment', means: 'an overlay, IP-in-IP: step 4 without UDP' },
        { term: 'The map', means: 'routes that the nodes learn by BGP: dynamic routes' },
      ],
    },
    {
      kind: 'comparison',
      left: { title: 'Then', items: ['IP-in-IP between segments'] },
      right: { title: 'Now', items: ['IP-in-IP or VXLAN, and VXLAN also without BGP'] },
    },
  ],
  stage: { kind: 'none' },
  summary:
    'Calico uses next-hop routes between nodes on one segment, as in step 3, and an IP-in-IP overlay to nodes on others. Nodes learn the routes by BGP. Today VXLAN is an alternative.',
  target: 35,
  notes: {
    say: [
      'Calico begins from the other end: no overlay if it can be avoided. Nodes on one segment use next hops, that is step 3. To nodes on other segments it uses a tunnel, IP-in-IP: an IP packet directly inside an IP packet, without UDP between, and done by the kernel.',
      'Its map is spread by BGP. A routing daemon on each node announces its own subnets and writes what it learns into the kernel. These are the dynamic routes of our table, `proto bird`.',
      'And how does it connect a pod? Like step 1: a cable, a /32 route, and no bridge. Today one can have VXLAN in place of IP-in-IP, and then even without BGP.',
    ],
    questions: [
      {
        ask: 'Why would one choose VXLAN over IP-in-IP?',
        answer:
          'Some networks let only TCP, UDP and ICMP pass; Azure is one. IP-in-IP is protocol 4 and is dropped there. It has less overhead where it passes: 20 bytes in place of 50.',
      },
      {
        ask: 'Does every node speak BGP with every other?',
        answer: 'By default, yes, a full mesh. For large clusters one sets up route reflectors.',
      },
    ],
  },
  cues: [],
  covers: ['end.calico', 'end.calico-l2', 'end.calico-ipip', 'end.calico-bgp'],
  fragments: 0,
};
