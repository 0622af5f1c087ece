import type { SlideWords } from '../../model.ts';

export const endMap: SlideWords = {
  id: 'end-map',
  section: 'conclusion',
  title: 'Somebody has to keep the map of the subnets',
  body: [
    {
      kind: 'table',
      head: ['The map “subnet → node”', 'is kept in or spread by', 'for example'],
      rows: [
        ['a shared store', 'etcd; today mostly the Kubernetes API', 'Flannel'],
        ['a routing protocol', 'BGP between the nodes', 'Calico'],
        ['the nodes themselves', 'gossip from node to node', 'Weave'],
      ],
    },
  ],
  stage: {
    kind: 'concept',
    picture: 'map',
    draw: 'Four nodes, each with its pod subnet, in three small diagrams: all four connected to one store in the middle; all four connected to each other with routes passing; a rumour that goes from one to the next.',
  },
  summary:
    'Three ways to know which node has which subnet: a store that all nodes read, a routing protocol between the nodes, or gossip from node to node.',
  target: 40,
  notes: {
    say: [
      'We wrote the addresses of two nodes into a file. In the real world nodes come and go. So somebody has to keep a map: this subnet is on that node. Everything else is what you have seen.',
      'There are three ways to do it. A shared store that every node reads: in Kubernetes that was etcd when this talk was first thought out; today the plugins mostly ask the Kubernetes API, which keeps it in etcd. A routing protocol, BGP, as between the networks of the internet. Or gossip: the nodes tell each other.',
      'Let us look at three popular solutions with that in mind. Two questions for each: how does it move packets, and where is its map?',
    ],
    questions: [
      {
        ask: 'Where in the Kubernetes API is that map?',
        answer:
          'With Flannel it is on the Node objects: the pod CIDR in the spec, and annotations with the address to send to. Calico has resources of its own for address pools and blocks.',
      },
    ],
  },
  cues: [],
  covers: ['end.real', 'end.map', 'end.popular'],
  fragments: 0,
};
