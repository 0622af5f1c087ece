import type { SlideWords } from '../../model.ts';

export const demo: SlideWords = {
  id: 'demo',
  section: 'introduction',
  title: 'The demos run on nodes that are already up',
  body: [
    {
      kind: 'bullets',
      items: [
        'Six nodes: one each for steps 1 and 2, two each for 3 and 4',
        'Isolated namespaces on one machine, or virtual machines with Vagrant',
        'In each step: `env.sh`, `setup.sh`, `test.sh`, `teardown.sh`',
        'Chips run the commands, and check what comes out',
      ],
    },
  ],
  stage: {
    kind: 'concept',
    picture: 'preflight',
    draw: 'The same list of nodes as on the preflight slide, without its button: six nodes, grouped by step, up and clean, and which lab runs.',
  },
  summary:
    'The six nodes of the four steps, with their addresses, up and clean, and which kind of lab they run in.',
  target: 40,
  notes: {
    say: [
      'The nodes are prepared and running, so we need not wait for machines to boot. There are six: one for each of the first two steps, and a pair for each of the others.',
      'The slide says what they are tonight. In the embedded lab a node is a set of Linux namespaces on this laptop; with Vagrant it is a virtual machine. The scripts are the same, and the kernel does the same.',
      'Each step has four scripts: the addresses, the setup, the test, and the way back to clean. I run them from the slide, and the slide checks what comes out. Nothing is a recording unless it says so.',
    ],
    questions: [
      {
        ask: 'Is a lab made of namespaces not cheating, in a talk about namespaces?',
        answer:
          'It is the same kernel code. A virtual machine adds a kernel of its own, which changes nothing that we look at. The same scripts are made to run on virtual machines too.',
      },
    ],
  },
  cues: [],
  covers: ['plan.demo'],
  fragments: 0,
};
