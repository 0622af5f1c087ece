import type { SlideWords } from '../../model.ts';
import { cue } from '../cue.ts';
import { STEP_2 } from '../nodes.ts';

export const step2Env: SlideWords = {
  id: 'step-2-env',
  section: 'step-2',
  title: 'A fresh node, and four addresses',
  body: [
    {
      kind: 'script',
      step: 2,
      file: 'env.sh',
      against: 1,
      parts: [
        { line: 'NODE_IP=10.0.0.10', caption: 'as before, another machine' },
        { line: 'BR_IP=172.16.0.1', caption: 'the bridge' },
        { line: 'CON1_IP=172.16.0.2', caption: 'two namespaces' },
      ],
    },
  ],
  stage: {
    kind: 'live',
    view: 'diagram',
    nodes: [STEP_2],
    terminals: ['2-single-node/main'],
  },
  summary:
    'The script env.sh with four addresses: the node’s, the bridge’s, and one for each namespace. Beside it a terminal on the node of step 2, which is clean.',
  target: 20,
  notes: {
    say: [
      'This is a new node, much like the one before. It even has the same address; they are worlds apart and do not know of each other. Nothing is built on it.',
      'env.sh has four addresses now: the node, the bridge, and two namespaces in the bridge’s subnet.',
    ],
    questions: [],
  },
  cues: [
    cue({
      id: 'step-2.clean',
      shows: '`10.0.0.10/24`, no namespace',
      label: 'what is there already',
      node: STEP_2,
      command: 'ip netns list; ip -brief addr',
      expect: { exit: 0, includes: ['10.0.0.10/24'], excludes: ['con', 'veth', 'br0'] },
      because: 'This node is another machine: nothing of step 1 is on it.',
      dwell: 3,
    }),
  ],
  covers: ['s2.single', 's2.env'],
  fragments: 2,
};
