import type { SlideWords } from '../../model.ts';
import { cue } from '../cue.ts';
import { STEP_1 } from '../nodes.ts';

export const step1Pod: SlideWords = {
  id: 'step-1-pod',
  section: 'step-1',
  title: 'Two processes share one stack: that is a pod',
  body: [],
  stage: {
    kind: 'live',
    view: 'diagram',
    nodes: [STEP_1],
    terminals: ['1-network-namespace/main'],
  },
  summary:
    'The live diagram and a terminal. A second file server is started in con on port 8001; curl on the node reaches it at the same address. Two processes are now in con.',
  target: 40,
  notes: {
    say: [
      'Nothing says that only one process may live in a namespace. I start a second server, on another port, and fetch from it as well.',
      'They share an address, they share the ports, and they reach each other on localhost. In Kubernetes this has a name: a pod. Its containers have file systems of their own and share one network namespace.',
      'That is also why two containers of a pod cannot both listen on port 80.',
    ],
    questions: [
      {
        ask: 'Who holds the namespace of a pod?',
        answer:
          'A small process called pause, started first. It does nothing but keep the namespaces alive, so containers can restart without losing the pod’s address.',
      },
    ],
  },
  cues: [
    cue({
      id: 'step-1.server-2',
      shows: 'it listens on port 8001',
      label: 'start a second one',
      node: STEP_1,
      command: './start-http-server.sh 8001',
      needs: ['step-1.setup', 'step-1.server'],
      expect: { exit: 0, includes: ['http://172.16.0.1:8001/'] },
      because: 'The ports of a namespace are shared by its processes; 8001 is still free.',
    }),
    cue({
      id: 'step-1.curl-2',
      shows: 'same address, other port',
      label: 'fetch from the second',
      node: STEP_1,
      command: 'curl -s -m 2 http://172.16.0.1:8001/env.sh',
      needs: ['step-1.setup', 'step-1.server', 'step-1.server-2'],
      expect: { exit: 0, includes: ['CON_IP=172.16.0.1'] },
      because: 'Same address, other port: both servers use the same stack.',
    }),
    cue({
      id: 'step-1.two',
      shows: '2 processes',
      label: 'who is in con now?',
      node: STEP_1,
      command: 'echo "processes in con: $(ip netns pids con | wc -l)"',
      needs: ['step-1.setup', 'step-1.server', 'step-1.server-2'],
      expect: { exit: 0, includes: ['processes in con: 2'] },
      because: 'Two processes, one network namespace.',
      dwell: 3,
    }),
  ],
  covers: ['s1.pod', 's1.second'],
  fragments: 0,
};
