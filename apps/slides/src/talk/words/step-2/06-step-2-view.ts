import type { SlideWords } from '../../model.ts';
import { cue } from '../cue.ts';
import { STEP_2 } from '../nodes.ts';

export const step2View: SlideWords = {
  id: 'step-2-view',
  section: 'step-2',
  title: 'One more connected route on the node, one gateway inside',
  body: [],
  stage: {
    kind: 'live',
    view: 'tables',
    nodes: [STEP_2],
    tables: [
      { node: STEP_2, namespace: null },
      { node: STEP_2, namespace: 'con1' },
      { node: STEP_2, namespace: 'con2' },
    ],
    terminals: ['2-single-node/main'],
  },
  summary:
    'Interfaces and routes of the node and of both namespaces. The node has br0 with 172.16.0.1/24, two ports without addresses and a connected route for 172.16.0.0/24. con1 and con2 each have one address in that subnet and a default route by 172.16.0.1.',
  target: 60,
  notes: {
    say: [
      'On the node: br0 with its address, and the two cable ends, up and without any. The route table has one entry more, and it says proto kernel: nobody typed it.',
      'Inside con1: loopback, as everywhere, and veth11 with 172.16.0.2/24. Two routes: the subnet is directly connected, and everything else goes to the bridge. con2 is the same with its own address.',
      'Compare with step 1: there con had a single route and no neighbour. Here the namespaces know that they share a subnet.',
    ],
    questions: [
      {
        ask: 'Can I see what the bridge has learned?',
        answer: '`bridge fdb show br br0` lists MAC addresses and the ports behind which they are.',
      },
    ],
  },
  cues: [
    cue({
      id: 'step-2.node-addr',
      shows: '`172.16.0.1/24` is on br0',
      label: 'interfaces of the node',
      node: STEP_2,
      command: 'ip -brief addr',
      needs: ['step-2.setup'],
      expect: {
        exit: 0,
        includes: ['veth10@', 'veth20@', '172.16.0.1/24'],
        excludes: ['veth11', 'veth21', 'DOWN'],
      },
      because: 'The bridge carries the address; its ports are switch ports and need none.',
    }),
    cue({
      id: 'step-2.node-route',
      shows: '`172.16.0.0/24 dev br0`',
      label: 'routes of the node',
      node: STEP_2,
      command: 'ip route',
      needs: ['step-2.setup'],
      expect: { exit: 0, includes: ['172.16.0.0/24 dev br0 proto kernel'], excludes: ['linkdown'] },
      because:
        'The kernel derives a connected route from the address and prefix of an interface that is up.',
    }),
    cue({
      id: 'step-2.con1',
      shows: '`default via 172.16.0.1`',
      label: 'interfaces and routes in con1',
      node: STEP_2,
      command: 'ip -n con1 -4 -brief addr; ip -n con1 route',
      needs: ['step-2.setup'],
      expect: {
        exit: 0,
        includes: ['127.0.0.1/8', '172.16.0.2/24', 'default via 172.16.0.1 dev veth11'],
        excludes: ['DOWN', 'linkdown'],
      },
      because: 'con1 is in the subnet of the bridge and sends everything else to it.',
      target: 4,
    }),
    cue({
      id: 'step-2.con2',
      shows: 'the same, at `172.16.0.3`',
      label: 'the same in con2',
      node: STEP_2,
      command: 'ip -n con2 -4 -brief addr; ip -n con2 route',
      needs: ['step-2.setup'],
      expect: {
        exit: 0,
        includes: ['127.0.0.1/8', '172.16.0.3/24', 'default via 172.16.0.1 dev veth21'],
        excludes: ['DOWN', 'linkdown'],
      },
      because: 'con2 was set up with the same lines and its own address.',
      dwell: 3,
      target: 4,
    }),
  ],
  covers: ['s2.node-view', 's2.con-view'],
  fragments: 0,
};
