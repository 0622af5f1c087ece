import type { SlideWords } from '../../model.ts';
import { cue } from '../cue.ts';
import { STEP_1 } from '../nodes.ts';

export const step1ViewNode: SlideWords = {
  id: 'step-1-view-node',
  section: 'step-1',
  title: 'The node keeps one end of the cable and has one route more',
  body: [],
  stage: {
    kind: 'live',
    view: 'tables',
    nodes: [STEP_1],
    tables: [{ node: STEP_1, namespace: null }],
    terminals: ['1-network-namespace/main'],
  },
  summary:
    'The interfaces and routes of the node: loopback, the underlay interface with 10.0.0.10/24 and veth1 without an address; a default route, the connected route for 10.0.0.0/24 and the new route to 172.16.0.1 by veth1.',
  target: 35,
  notes: {
    say: [
      'What does the node see? Three interfaces: loopback, the one to the underlay, and veth1. No veth2: it belongs to the namespace now. The number behind the at sign is the index of the other end.',
      'veth1 has no address and needs none. An interface can carry packets without one.',
      'And in the route table there is one entry more: 172.16.0.1 is on veth1. A static route, in our words.',
    ],
    questions: [
      {
        ask: 'The route has no gateway. Is it then not a connected one?',
        answer:
          'It sends directly to an interface, as a connected route does, but the kernel did not derive it from an address: we added it by hand. The diagram tags it by who added it.',
      },
    ],
  },
  cues: [
    cue({
      id: 'step-1.node-addr',
      shows: '`veth1` has no address; `veth2` is gone',
      label: 'interfaces of the node',
      node: STEP_1,
      command: 'ip -brief addr',
      needs: ['step-1.setup'],
      expect: { exit: 0, includes: ['10.0.0.10/24', 'veth1@'], excludes: ['veth2', 'DOWN'] },
      because: 'veth2 moved into con: an interface is in exactly one namespace.',
    }),
    cue({
      id: 'step-1.node-route',
      shows: '`172.16.0.1 dev veth1` is new',
      label: 'routes of the node',
      node: STEP_1,
      command: 'ip route',
      needs: ['step-1.setup'],
      expect: {
        exit: 0,
        includes: ['172.16.0.1 dev veth1', '10.0.0.0/24'],
        excludes: ['linkdown'],
      },
      because: 'setup.sh added the route to the one address at the other end of the cable.',
    }),
  ],
  covers: ['s1.node-view'],
  fragments: 0,
};
