import type { SlideWords } from '../../model.ts';

export const step1Veth: SlideWords = {
  id: 'step-1-veth',
  section: 'step-1',
  title: 'A veth pair is a cable with a network card at each end',
  body: [
    {
      kind: 'bullets',
      items: [
        'What goes in at one end comes out at the other',
        'Both ends are made at once, here on the node',
        'One end moves into the namespace: now the cable joins both',
      ],
    },
  ],
  stage: {
    kind: 'recorded',
    step: 1,
    frames: ['ip link add veth1 type veth peer name veth2', 'ip link set veth2 netns con'],
  },
  summary:
    'A cable with two ends, veth1 and veth2, both on the node. Then veth2 moves into the namespace con, and the cable joins node and namespace.',
  target: 40,
  notes: {
    say: [
      'How do we get something into the empty box? With a cable. A veth pair, virtual Ethernet, is just that: a cable with a network card at each end. A frame that is sent into one end is received at the other.',
      'Both ends are made on the node. Then one of them moves into the namespace. From then on the node no longer sees it.',
      'An interface that moves arrives bare: it is down, and its addresses are gone. That is why setup.sh moves it first and gives it an address afterwards.',
    ],
    questions: [
      {
        ask: 'What happens to the other end if I delete one?',
        answer:
          'It goes too. Removing either end, or the namespace that holds it, removes the pair.',
      },
      {
        ask: 'Is the end in a pod not called eth0?',
        answer:
          'The name is free. Runtimes rename the inner end to eth0; we keep veth2, so that you see which cable it belongs to.',
      },
    ],
  },
  cues: [],
  covers: ['s1.veth'],
  fragments: 1,
};
