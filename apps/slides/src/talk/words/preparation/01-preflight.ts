import type { SlideWords } from '../../model.ts';

export const preflight: SlideWords = {
  id: 'preflight',
  section: 'preparation',
  title: 'Six nodes are up, clean and waiting',
  body: [
    {
      kind: 'bullets',
      items: [
        'Every node answers, and nothing is built on any of them',
        'What is not clean, the speaker resets with one button',
        'Shells, stage and followers are connected',
      ],
    },
  ],
  stage: {
    kind: 'concept',
    picture: 'preflight',
    draw: 'A row for each of the six nodes, grouped by step: up, connected, clean, each as a tick or the reason why not. Which lab runs (embedded or Vagrant) stands above, one button that mends all that is not clean stands below.',
  },
  summary:
    'A list of the six nodes of the four steps. Each row says whether the node is up, whether its agent is connected and whether it is clean, with the reason if it is not. One button resets every node that is not clean.',
  target: 20,
  notes: {
    say: [
      'This slide is for me, before the room fills. Every row has to be green: the node is up, its agent is connected, and nothing is built on it. If a row is not, I press the one button and wait two seconds.',
      'Then I look at the projector from the last row. The scripts have to be readable there, with their colours. I switch to the light theme if the hall is bright.',
      'I click once through step 1 and reset it. A live demo that was not run this morning fails tonight.',
    ],
    questions: [
      {
        ask: 'What if a node breaks during the talk?',
        answer:
          'Reset its step: that takes about two seconds and touches no other step. Then run the setup chip again; the talk goes on from there.',
      },
    ],
  },
  cues: [],
  covers: ['prep.clean', 'prep.colour'],
  fragments: 0,
};
