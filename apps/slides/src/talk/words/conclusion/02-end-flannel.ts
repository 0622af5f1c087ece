import type { SlideWords } from '../../model.ts';

export const endFlannel: SlideWords = {
  id: 'end-flannel',
  section: 'conclusion',
  title: 'Flannel: choose a backend, and you choose a step',
  body: [
    {
      kind: 'table',
      head: ['Backend', 'What it does', 'Here'],
      rows: [
        ['`host-gw`', 'next-hop routes on each node', 'step 3'],
        ['`udp`', 'a tun device and a process', 'step 4'],
        ['`vxlan`', 'the same in the kernel, more efficient', 'step 4'],
        ['`aws-vpc`', 'routes in the cloud’s route table', 'step 4, way 2'],
      ],
    },
    {
      kind: 'comparison',
      left: { title: 'Then', items: ['the map in etcd'] },
      right: {
        title: 'Now',
        items: ['the map in the Kubernetes API', '`vxlan` is the usual choice'],
      },
    },
  ],
  stage: { kind: 'none' },
  summary:
    'A table of Flannel’s backends and the step each corresponds to: host-gw is step 3, udp is step 4, VXLAN is step 4 done in the kernel, aws-vpc writes routes into the cloud. Its map was kept in etcd and is mostly kept in the Kubernetes API today.',
  target: 40,
  notes: {
    say: [
      'Flannel is the simplest of them, and you can read it off our steps. host-gw is step 3: a route per node. udp is step 4, as we built it. VXLAN is step 4 done by the kernel, and it is what most people use. aws-vpc writes the routes into Amazon’s virtual network: the second of our three ways out.',
      'Its map was in etcd: each node takes a subnet and writes down which one. On Kubernetes it usually needs no etcd of its own today; it takes the pod CIDR that the cluster gives to each node, from the API.',
      'The cloud backends were always called experimental. In a cloud one mostly uses the provider’s own plugin now.',
    ],
    questions: [
      {
        ask: 'Can Flannel mix host-gw and VXLAN?',
        answer:
          'Yes. With the option DirectRouting, its VXLAN backend uses plain routes to nodes on the same subnet, and the tunnel only to others.',
      },
      {
        ask: 'Does Flannel do network policies?',
        answer:
          'Flannel was made for connectivity alone. Policies are usually left to another component beside it.',
      },
    ],
  },
  cues: [],
  covers: [
    'end.flannel',
    'end.flannel-map',
    'end.flannel-backends',
    'end.flannel-host-gw',
    'end.flannel-udp',
    'end.flannel-vxlan',
    'end.flannel-aws',
  ],
  fragments: 0,
};
