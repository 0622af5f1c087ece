import type { SlideWords } from '../../model.ts';

export const aim: SlideWords = {
  id: 'aim',
  section: 'introduction',
  title: 'The aim: pods reach each other directly, as in Kubernetes',
  body: [
    {
      kind: 'comparison',
      left: {
        title: 'The Kubernetes model',
        items: [
          'Every pod has an address of its own',
          'All pods reach all pods, on any node, without NAT',
          'A pod knows itself by the address others use',
        ],
      },
      right: {
        title: 'Docker by default',
        items: [
          'Containers share a bridge that is private to the node',
          'Out: masqueraded behind the node’s address',
          'In: only by published ports',
        ],
      },
    },
  ],
  stage: {
    kind: 'concept',
    picture: 'aim',
    draw: 'Two diagrams side by side, each with two nodes and two containers a node. Left: every container has its own address, and an arrow goes from a container on one node straight to one on the other, addresses unchanged. Right: both nodes use the same private range 172.17.0.0/16; an arrow that leaves a node changes its source to the node’s address, one that comes in enters by a published port of the node.',
  },
  summary:
    'Two diagrams side by side. On the left, the Kubernetes model: a pod on one node reaches a pod on another by its own address. On the right, Docker’s default: both nodes use the same private range, traffic out takes the node’s address, traffic in needs a published port.',
  target: 60,
  notes: {
    say: [
      'What do we want to have at the end? The Kubernetes model. It says very little: every pod has an address, every pod can reach every other pod at that address without address translation, and the node can reach its own pods.',
      'Docker by default does something else. Each machine has a bridge, and every machine uses the same private range. What leaves is masqueraded: it carries the address of the machine. What comes in needs a port that was published.',
      'That is fine for one machine. For many, ports become a thing to administer, and an application no longer knows its own address. So we take the left side as our aim.',
    ],
    questions: [
      {
        ask: 'Does Docker not have overlay networks as well?',
        answer:
          'It does: swarm mode has an overlay driver, based on VXLAN. The comparison is with what you get by default, the bridge driver.',
      },
      {
        ask: 'Where do Kubernetes services come in?',
        answer:
          'They sit on top: a virtual address that kube-proxy or eBPF maps to pod addresses. They need the pod network that we build here.',
      },
      {
        ask: 'Is there really no NAT in Kubernetes?',
        answer:
          'None between pods. Traffic that leaves the cluster is usually masqueraded behind the node, as with Docker.',
      },
    ],
  },
  cues: [],
  covers: ['aim.kubernetes', 'aim.docker'],
  fragments: 0,
};
