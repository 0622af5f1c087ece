import type { SlideWords } from '../../model.ts';
import { cue } from '../cue.ts';
import { STEP_3_A, STEP_3_B } from '../nodes.ts';

export const step3View: SlideWords = {
  id: 'step-3-view',
  section: 'step-3',
  title: 'One new route on each node, none in the namespaces',
  body: [],
  stage: {
    kind: 'live',
    view: 'tables',
    nodes: [STEP_3_A, STEP_3_B],
    tables: [
      { node: STEP_3_A, namespace: null },
      { node: STEP_3_B, namespace: null },
      { node: STEP_3_A, namespace: 'con1' },
      { node: STEP_3_B, namespace: 'con1' },
    ],
    terminals: ['3-multi-node-1/main', '3-multi-node-2/main'],
  },
  summary:
    'Interfaces and routes of both nodes and of con1 on each. Each node has a connected route for its own subnet and a static route to the other’s by the other node. The namespaces have the subnet of their bridge and a default route, nothing more.',
  target: 60,
  notes: {
    say: [
      'Interfaces and routes of node 1: its own subnet on br0, and the other one via 10.0.0.20. On node 2 it is the mirror image.',
      'And inside? con1 knows its own subnet and its gateway. It has no idea that there is a second node. This is the point of the design: only nodes know where subnets are, and a pod needs one default route.',
    ],
    questions: [
      {
        ask: 'Which kind of route is that in the table of the rules?',
        answer:
          'Static: somebody typed it, and the kernel shows no `proto kernel` with it. With Calico it would say `proto bird`, and we would call it dynamic.',
      },
    ],
  },
  cues: [
    cue({
      id: 'step-3.node-1',
      shows: '`172.16.1.0/24 via 10.0.0.20`',
      label: 'node 1: interfaces and routes',
      node: STEP_3_A,
      command: 'ip -brief addr; ip route',
      needs: ['step-3.setup-1'],
      expect: {
        exit: 0,
        includes: [
          '172.16.0.1/24',
          '172.16.0.0/24 dev br0 proto kernel',
          '172.16.1.0/24 via 10.0.0.20',
        ],
        excludes: ['DOWN', 'linkdown'],
      },
      because: 'Its own subnet is connected; the other’s was added by setup.sh.',
    }),
    cue({
      id: 'step-3.node-2',
      shows: '`172.16.0.0/24 via 10.0.0.10`',
      label: 'node 2: interfaces and routes',
      node: STEP_3_B,
      command: 'ip -brief addr; ip route',
      needs: ['step-3.setup-1', 'step-3.setup-2'],
      expect: {
        exit: 0,
        includes: [
          '172.16.1.1/24',
          '172.16.1.0/24 dev br0 proto kernel',
          '172.16.0.0/24 via 10.0.0.10',
        ],
        excludes: ['DOWN', 'linkdown'],
      },
      because: 'The mirror image of node 1.',
    }),
    cue({
      id: 'step-3.con-1',
      shows: 'only their gateway',
      label: 'namespaces on node 1',
      node: STEP_3_A,
      command: "ip -all netns exec sh -c 'ip -4 -br addr; ip route'",
      needs: ['step-3.setup-1'],
      expect: {
        exit: 0,
        includes: ['127.0.0.1/8', '172.16.0.2/24', '172.16.0.3/24', 'default via 172.16.0.1'],
        excludes: ['172.16.1.', 'DOWN', 'linkdown'],
      },
      because: 'A namespace needs its gateway only; where subnets are is known to the nodes.',
      target: 4,
    }),
    cue({
      id: 'step-3.con-2',
      shows: 'likewise',
      label: 'namespaces on node 2',
      node: STEP_3_B,
      command: "ip -all netns exec sh -c 'ip -4 -br addr; ip route'",
      needs: ['step-3.setup-1', 'step-3.setup-2'],
      expect: {
        exit: 0,
        includes: ['127.0.0.1/8', '172.16.1.2/24', '172.16.1.3/24', 'default via 172.16.1.1'],
        excludes: ['172.16.0.', 'DOWN', 'linkdown'],
      },
      because: 'The same on the other node, in the other subnet.',
      target: 4,
    }),
  ],
  covers: ['s3.node-view', 's3.con-view'],
  fragments: 0,
};
