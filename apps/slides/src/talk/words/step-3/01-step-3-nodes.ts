import type { SlideWords } from '../../model.ts';

export const step3Nodes: SlideWords = {
  id: 'step-3-nodes',
  section: 'step-3',
  title: 'The same node twice, with a subnet each',
  body: [
    {
      kind: 'bullets',
      items: [
        'Node 1 has `172.16.0.0/24`, node 2 has `172.16.1.0/24`',
        'Within a node all is as in step 2: a bridge, and TTL 64',
        'The underlay `10.0.0.0/24` joins the nodes, and knows neither subnet',
      ],
    },
  ],
  stage: { kind: 'recorded', step: 3, frames: ['ip -n con2 route add default via $BR_IP'] },
  summary:
    'Two nodes, 10.0.0.10 and 10.0.0.20, on one underlay. Each has a bridge with two namespaces: 172.16.0.0/24 on the first, 172.16.1.0/24 on the second. There is no route from one subnet to the other yet.',
  target: 30,
  notes: {
    say: [
      'Two nodes now. Each is what we built in step 2, and each has a subnet of its own: 172.16.0 on the first, 172.16.1 on the second.',
      'Within a node nothing changes: the bridge passes frames between the namespaces, and its address is their gateway.',
      'Different subnets are the trick. From the address alone one can tell on which node a namespace is. Kubernetes calls that range the pod CIDR of a node.',
    ],
    questions: [
      {
        ask: 'Who hands out the subnets?',
        answer:
          'Here we do, in env.sh. In Kubernetes the controller manager can give each node a pod CIDR, or the network plugin does it by itself. We come to that at the end.',
      },
    ],
  },
  cues: [],
  covers: ['s3.nodes', 's3.within'],
  fragments: 0,
};
