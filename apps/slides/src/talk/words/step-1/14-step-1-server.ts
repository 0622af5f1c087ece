import type { SlideWords } from '../../model.ts';
import { cue } from '../cue.ts';
import { STEP_1 } from '../nodes.ts';

export const step1Server: SlideWords = {
  id: 'step-1-server',
  section: 'step-1',
  title: 'A process in con serves files to the node',
  body: [],
  stage: {
    kind: 'live',
    view: 'diagram',
    nodes: [STEP_1],
    terminals: ['1-network-namespace/main'],
  },
  summary:
    'The live diagram and a terminal. A Python file server is started in con on port 8000, and curl on the node fetches the file env.sh from it.',
  target: 35,
  notes: {
    say: [
      'Now we put somebody into the house. The script starts the file server that comes with Python, inside con, on port 8000. All that makes it run in the namespace is ip netns exec in front.',
      'And from the node I fetch a file from it, by the address of the namespace.',
      'This is, as far as the network goes, a container with a web server.',
    ],
    questions: [
      {
        ask: 'Would it also answer on 10.0.0.10:8000?',
        answer:
          'No. The port is open in the namespace’s stack only. Docker’s published ports do that with a NAT rule on the node, or with a proxy process.',
      },
      {
        ask: 'Does the server have its own file system?',
        answer:
          'No, only its network is separate. It serves the step’s folder, the same files that you see on the node.',
      },
    ],
  },
  cues: [
    cue({
      id: 'step-1.server',
      shows: 'it listens on port 8000',
      label: 'start a file server in con',
      node: STEP_1,
      command: './start-http-server.sh',
      needs: ['step-1.setup'],
      expect: { exit: 0, includes: ['http://172.16.0.1:8000/'] },
      because: 'The server listens on port 8000 of the namespace’s own stack.',
    }),
    cue({
      id: 'step-1.curl',
      shows: 'the file arrives',
      label: 'fetch a file from it',
      node: STEP_1,
      command: 'curl -s -m 2 http://172.16.0.1:8000/env.sh',
      needs: ['step-1.setup', 'step-1.server'],
      expect: { exit: 0, includes: ['CON_IP=172.16.0.1'] },
      because: 'The node’s route to 172.16.0.1 leads over the cable to the server.',
    }),
  ],
  covers: ['s1.process'],
  fragments: 0,
};
