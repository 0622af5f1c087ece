import type { SlideWords } from '../../model.ts';
import { cue } from '../cue.ts';
import { STEP_2 } from '../nodes.ts';

export const step2Run: SlideWords = {
  id: 'step-2-run',
  section: 'step-2',
  title: 'Run it: two namespaces, two cables, one switch',
  body: [{ kind: 'running', cues: ['step-2.setup'] }],
  stage: {
    kind: 'live',
    view: 'diagram',
    nodes: [STEP_2],
    terminals: ['2-single-node/main'],
  },
  summary:
    'The diagram of the node, live, while setup.sh runs line by line: two namespaces, two cables, the bridge with its ports, then addresses and routes.',
  target: 40,
  notes: {
    say: [
      'Again line by line. Two boxes, two cables, and the ends move inside. Then the bridge appears, and the cables are plugged in.',
      'Look at the route table when br0 comes up: the route for the subnet comes by itself.',
    ],
    questions: [],
  },
  cues: [
    cue({
      id: 'step-2.setup',
      label: 'run setup.sh',
      node: STEP_2,
      command: './setup.sh',
      pace: 'paced',
      target: 20,
      timeout: 90,
      because: 'Each line succeeded: the script stops at the first one that does not.',
    }),
  ],
  covers: ['s2.run'],
  fragments: 0,
};
