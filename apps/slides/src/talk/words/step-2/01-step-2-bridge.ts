import type { SlideWords } from '../../model.ts';

export const step2Bridge: SlideWords = {
  id: 'step-2-bridge',
  section: 'step-2',
  title: 'A bridge is a switch inside the kernel',
  body: [
    {
      kind: 'bullets',
      items: [
        'One layer 2 broadcast domain',
        'Its ports are the node’s ends of the cables',
        'It learns which MAC address is behind which port',
      ],
    },
  ],
  stage: {
    kind: 'recorded',
    step: 2,
    frames: [
      'ip link set veth21 netns con2',
      'ip link add br0 type bridge',
      'ip link set veth20 master br0',
    ],
  },
  summary:
    'Two namespaces, con1 and con2, each with a cable of its own to the node. Then a bridge, br0, appears on the node, and both cables are plugged into it.',
  target: 40,
  notes: {
    say: [
      'Two namespaces, two cables. We could go on as in step 1 and add a route for each. But that does not look like a network; it looks like many single wires.',
      'So we do what one does in an office: we put a switch in between. A Linux bridge is just that, a switch in the kernel. It is one broadcast domain: a frame for everyone goes to everyone, a frame for one goes to the port behind which that MAC address was seen.',
      'Plugging in is one command per cable: the node’s end gets br0 as its master. From then on frames that arrive there belong to the bridge.',
    ],
    questions: [
      {
        ask: 'What is docker0?',
        answer: 'A bridge like this one. Kubernetes plugins often call theirs cni0.',
      },
      {
        ask: 'Does the bridge run spanning tree?',
        answer:
          'Linux bridges can, but it is off by default. With two cables and no loop there is nothing to do for it, and ports forward at once.',
      },
      {
        ask: 'Do iptables rules see bridged traffic?',
        answer:
          'Not by themselves: a bridge works below IP. With the module br_netfilter loaded they do, and Kubernetes setups usually load it.',
      },
    ],
  },
  cues: [],
  covers: ['s2.bridge'],
  fragments: 2,
};
