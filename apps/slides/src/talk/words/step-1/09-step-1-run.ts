import type { SlideWords } from '../../model.ts';
import { cue } from '../cue.ts';
import { STEP_1 } from '../nodes.ts';

export const step1Run: SlideWords = {
  id: 'step-1-run',
  section: 'step-1',
  title: 'Run it, and the network grows line by line',
  body: [{ kind: 'running', cues: ['step-1.setup'] }],
  stage: {
    kind: 'live',
    view: 'diagram',
    nodes: [STEP_1],
    terminals: ['1-network-namespace/main'],
  },
  summary:
    'The diagram of the node, live, while setup.sh runs line by line: the namespace appears, the cable appears, one end moves inside, addresses and routes follow.',
  target: 35,
  notes: {
    say: [
      'I run the script as it is, only with a pause after each line, so that we can see what each one does. Without the pause all of it takes a tenth of a second.',
      'Watch the namespace appear, then the cable, then its end travel inside. Then things come up one by one.',
      'Nothing of this is an animation of mine. If I left a line out, you would see it missing.',
    ],
    questions: [
      {
        ask: 'What happens if the script is run again?',
        answer:
          'It cleans up first and builds everything anew. If anything goes wrong half way, it stops and names the line.',
      },
    ],
  },
  cues: [
    cue({
      id: 'step-1.setup',
      label: 'run setup.sh',
      node: STEP_1,
      command: './setup.sh',
      pace: 'paced',
      target: 12,
      timeout: 60,
      dwell: 4,
      because: 'Each line succeeded: the script stops at the first one that does not.',
    }),
  ],
  covers: ['s1.run'],
  fragments: 0,
};
