import type { SlideWords } from '../../model.ts';
import { cue } from '../cue.ts';
import { STEP_1 } from '../nodes.ts';

export const step1Env: SlideWords = {
  id: 'step-1-env',
  section: 'step-1',
  title: 'A single node, and one address to configure',
  body: [
    {
      kind: 'script',
      step: 1,
      file: 'env.sh',
      parts: [
        { line: 'NODE_IP=10.0.0.10', caption: 'the node has it already' },
        { line: 'CON_IP=172.16.0.1', caption: 'we give it to the namespace' },
      ],
    },
  ],
  stage: {
    kind: 'live',
    view: 'diagram',
    nodes: [STEP_1],
    terminals: ['1-network-namespace/main'],
  },
  summary:
    'The script env.sh with two addresses: the node’s, 10.0.0.10, and the one for the namespace, 172.16.0.1. Beside it a terminal on the node, which is clean.',
  target: 30,
  notes: {
    say: [
      'Now for real. This is the node of step 1, a single machine. The terminal is a shell on it, and the diagrams come from its kernel.',
      'env.sh is all the configuration there is. The node has its address already; the other one is for the namespace that we make.',
      'Before we start: there is no namespace, and only the interfaces that the machine came with.',
    ],
    questions: [],
  },
  cues: [
    cue({
      id: 'step-1.clean',
      shows: '`10.0.0.10/24`, no namespace',
      label: 'what is there already',
      node: STEP_1,
      command: 'ip netns list; ip -brief addr',
      expect: { exit: 0, includes: ['10.0.0.10/24'], excludes: ['con', 'veth'] },
      because: 'A fresh node has no named namespace, and only loopback and the underlay interface.',
    }),
  ],
  covers: ['s1.single', 's1.env'],
  fragments: 1,
};
