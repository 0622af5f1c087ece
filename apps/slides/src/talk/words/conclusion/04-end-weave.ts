import type { SlideWords } from '../../model.ts';

export const endWeave: SlideWords = {
  id: 'end-weave',
  section: 'conclusion',
  title: 'Weave: a VXLAN overlay, and its map is gossip',
  body: [
    {
      kind: 'terms',
      items: [
        { term: 'Packets', means: 'a VXLAN overlay, much like Flannel’s' },
        { term: 'The map', means: 'no etcd: each node learns it from its peers by gossip' },
      ],
    },
    {
      kind: 'comparison',
      left: { title: 'Then', items: ['one of the popular three'] },
      right: {
        title: 'Now',
        items: ['unmaintained since 2024', 'Cilium has taken its place: eBPF, VXLAN or routes'],
      },
    },
  ],
  stage: { kind: 'none' },
  summary:
    'Weave connects nodes by a VXLAN overlay, and spreads its map from node to node by gossip, without etcd. It has been unmaintained since 2024.',
  target: 30,
  notes: {
    say: [
      'Weave moved packets much as Flannel does, by VXLAN. What was different is the map: there was no store. Each node told its peers what it knew, and after a while all knew the same. You could start it on a few machines and needed nothing else.',
      'That is then. The company behind it closed in 2024, and the repository is archived. I keep it on the list because the idea is good: a map needs no centre.',
      'If you start today, you will meet Cilium in its place. It uses eBPF programs for much of what we did with bridges and iptables. But between the nodes it, too, has the same two choices: routes or a tunnel.',
    ],
    questions: [
      {
        ask: 'Is there a fork of Weave?',
        answer: 'There is one kept by the community. I would not start a new cluster with it.',
      },
    ],
  },
  cues: [],
  covers: ['end.weave', 'end.weave-vxlan', 'end.weave-gossip'],
  fragments: 0,
};
