import type { SlideWords } from '../../model.ts';

export const step1Netns: SlideWords = {
  id: 'step-1-netns',
  section: 'step-1',
  title: 'A network namespace is a network stack of its own',
  body: [
    {
      kind: 'bullets',
      items: [
        'Its own interfaces, with their addresses',
        'Its own route tables and neighbours',
        'Its own firewall: iptables or nftables rules',
        'Its own ports, sockets and settings',
      ],
    },
  ],
  stage: { kind: 'recorded', step: 1, frames: ['clean', 'ip netns add con'] },
  summary:
    'Inside the node a second, dashed box appears: the network namespace con. It has nothing but its own loopback interface, which is down.',
  target: 40,
  notes: {
    say: [
      'One command, and there is a second network stack on the machine. It has its own interfaces, its own route tables, its own firewall rules, its own ports.',
      'And it is empty. There is a loopback interface, and even that is down. Nothing gets in, nothing gets out. It cannot even ping itself.',
      'The node’s own stack is a network namespace like any other; it is only the first.',
    ],
    questions: [
      {
        ask: 'Where does the namespace live if no process is in it?',
        answer:
          '`ip netns add` keeps it alive with a bind mount in `/run/netns`. Without that, a namespace goes with its last process.',
      },
      {
        ask: 'How do iptables rules of the node affect it?',
        answer:
          'Not inside: it has rule tables of its own. But its packets pass through the node’s stack, and there the node’s rules apply.',
      },
    ],
  },
  cues: [],
  covers: ['s1.netns', 's1.netns-interfaces', 's1.netns-routes', 's1.netns-iptables'],
  fragments: 1,
};
