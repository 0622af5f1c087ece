import type { SlideWords } from '../../model.ts';

export const end: SlideWords = {
  id: 'end',
  section: 'conclusion',
  title: 'Cable, switch, router, tunnel: now build it yourself',
  body: [
    {
      kind: 'session',
      command: 'ping speaker',
      output: 'From speaker icmp_seq=66 Time to live exceeded',
    },
    {
      kind: 'bullets',
      items: [
        'Slides, labs and scripts are in the repository',
        '`npm start`: all six nodes on your own machine',
        'Leave a line out of `setup.sh` and see what breaks',
      ],
    },
  ],
  stage: {
    kind: 'concept',
    picture: 'end',
    draw: 'The address of the repository, large, with its QR code, and below it the finished diagram of step 4, live when the lab runs.',
  },
  summary: 'The address of the repository with slides, labs and scripts, as text and as a QR code.',
  target: 30,
  notes: {
    say: [
      'A cable, a switch, a router, a tunnel. That is all a pod network is, and each of them was a few lines.',
      'Everything is in this repository: the slides, the labs, the scripts. One command starts all six nodes on your own machine. The best exercise: leave out one line and find out what breaks, before test.sh tells you.',
      'Thank you. What would you like to know?',
    ],
    questions: [
      {
        ask: 'What would be the next step?',
        answer:
          'Services and network policies. Both are rules on the packets’ way through the nodes that you have seen.',
      },
      {
        ask: 'Can I run it on macOS or Windows?',
        answer:
          'The labs need a Linux kernel. In a Linux virtual machine they run as here; the repository also has a Vagrantfile for the six nodes.',
      },
    ],
  },
  cues: [],
  covers: ['end.repo'],
  fragments: 0,
};
