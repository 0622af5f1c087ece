import type { SlideWords } from '../../model.ts';
import { cue } from '../cue.ts';
import { STEP_1 } from '../nodes.ts';

export const step1ViewCon: SlideWords = {
  id: 'step-1-view-con',
  section: 'step-1',
  title: 'Inside con: its own loopback, address and default route',
  body: [],
  stage: {
    kind: 'live',
    view: 'tables',
    nodes: [STEP_1],
    tables: [{ node: STEP_1, namespace: 'con' }],
    terminals: ['1-network-namespace/main'],
  },
  summary:
    'The interfaces and routes in the namespace con: loopback, and veth2 with 172.16.0.1/32; one route, the default by veth2.',
  target: 30,
  notes: {
    say: [
      'The same two questions, asked inside. There is a loopback of its own, and veth2 with our address. Nothing of the node’s is visible.',
      'One route: everything goes out by veth2. A /32 address brings no connected route along, so this single line decides.',
    ],
    questions: [
      {
        ask: 'Why is the state of lo UNKNOWN?',
        answer:
          'Loopback does not report an operational state. UNKNOWN is what a working loopback shows; DOWN is what it would show without the line that sets it up.',
      },
    ],
  },
  cues: [
    cue({
      id: 'step-1.con-addr',
      shows: '`172.16.0.1/32` on veth2, and lo',
      label: 'interfaces in con',
      node: STEP_1,
      command: 'ip -n con -4 -brief addr',
      needs: ['step-1.setup'],
      expect: {
        exit: 0,
        includes: ['127.0.0.1/8', 'veth2@', '172.16.0.1/32'],
        excludes: ['10.0.0.10', 'veth1', 'DOWN'],
      },
      because:
        'A namespace has its own interfaces, and only those that were made in it or moved in.',
    }),
    cue({
      id: 'step-1.con-route',
      shows: '`default dev veth2`, nothing else',
      label: 'routes in con',
      node: STEP_1,
      command: 'ip -n con route',
      needs: ['step-1.setup'],
      expect: { exit: 0, includes: ['default dev veth2'], excludes: ['10.0.0.', 'linkdown'] },
      because: 'The namespace has its own route table, and we put one entry into it.',
    }),
  ],
  covers: ['s1.con-view'],
  fragments: 0,
};
