import type { SlideWords } from '../../model.ts';
import { cue } from '../cue.ts';
import { STEP_4_A, STEP_4_B } from '../nodes.ts';

export const step4View: SlideWords = {
  id: 'step-4-view',
  section: 'step-4',
  title: 'The /24 leads to br0, the /16 to tun0, with room for headers',
  body: [],
  stage: {
    kind: 'live',
    view: 'tables',
    nodes: [STEP_4_A, STEP_4_B],
    tables: [
      { node: STEP_4_A, namespace: null },
      { node: STEP_4_B, namespace: null },
    ],
    terminals: ['4-overlay-network-1/main', '4-overlay-network-2/main'],
  },
  summary:
    'Interfaces and routes of both nodes. Each has a connected /24 on br0 and a connected 172.16.0.0/16 on tun0; no route names the other node as next hop. tun0 has an MTU of 1468. The namespaces are as in step 3.',
  target: 40,
  notes: {
    say: [
      'The routes of node 1: its own /24 on br0, the /16 on tun0. On node 2 the same with its own /24. And nowhere is the other node a next hop.',
      'The MTU of tun0 is 1468, so that a packet with its outer headers fits into 1500.',
      'The namespaces look just as they did in step 3. They do not know that there is a tunnel.',
    ],
    questions: [
      {
        ask: 'How does con1 learn of the smaller MTU, when its veth has 1500?',
        answer:
          'When it sends a larger packet with don’t-fragment set, its node answers by ICMP: too big, 1468. The sender then uses smaller ones. Network plugins set the pod’s MTU from the start, which saves that round.',
      },
    ],
  },
  cues: [
    cue({
      id: 'step-4.route-1',
      shows: '`172.16.0.0/16` on tun0',
      label: 'node 1: interfaces and routes',
      node: STEP_4_A,
      command: 'ip -brief addr; ip route',
      needs: ['step-4.setup-1'],
      expect: {
        exit: 0,
        includes: [
          '172.16.0.100/16',
          '172.16.0.0/24 dev br0 proto kernel',
          '172.16.0.0/16 dev tun0 proto kernel',
        ],
        excludes: ['via 10.0.0.20', 'DOWN', 'linkdown'],
      },
      because: 'Both come from addresses; for a local pod the /24 is longer and wins.',
    }),
    cue({
      id: 'step-4.route-2',
      shows: 'the mirror image',
      label: 'node 2: interfaces and routes',
      node: STEP_4_B,
      command: 'ip -brief addr; ip route',
      needs: ['step-4.setup-1', 'step-4.setup-2'],
      expect: {
        exit: 0,
        includes: [
          '172.16.1.100/16',
          '172.16.1.0/24 dev br0 proto kernel',
          '172.16.0.0/16 dev tun0 proto kernel',
        ],
        excludes: ['via 10.0.0.10', 'DOWN', 'linkdown'],
      },
      because: 'The mirror image of node 1, with the same /16.',
    }),
    cue({
      id: 'step-4.mtu',
      shows: '`mtu 1468`',
      label: 'the MTU of tun0',
      node: STEP_4_A,
      command: 'ip link show tun0',
      needs: ['step-4.setup-1'],
      expect: { exit: 0, includes: ['mtu 1468', 'LOWER_UP'] },
      because: '1500, less 20 for IP, 8 for UDP and 4 for the header of tun.',
      dwell: 3,
    }),
    cue({
      id: 'step-4.con-1',
      shows: 'as in step 3',
      label: 'namespaces on node 1',
      node: STEP_4_A,
      command: "ip -all netns exec sh -c 'ip -4 -br addr; ip route'",
      needs: ['step-4.setup-1'],
      expect: {
        exit: 0,
        includes: ['127.0.0.1/8', '172.16.0.2/24', '172.16.0.3/24', 'default via 172.16.0.1'],
        excludes: ['172.16.1.', 'tun0', 'DOWN', 'linkdown'],
      },
      because: 'A namespace knows its gateway; neither routes nor tunnels are its business.',
      target: 4,
      dwell: 3,
    }),
    cue({
      id: 'step-4.con-2',
      shows: 'as in step 3',
      label: 'namespaces on node 2',
      node: STEP_4_B,
      command: "ip -all netns exec sh -c 'ip -4 -br addr; ip route'",
      needs: ['step-4.setup-1', 'step-4.setup-2'],
      expect: {
        exit: 0,
        includes: ['127.0.0.1/8', '172.16.1.2/24', '172.16.1.3/24', 'default via 172.16.1.1'],
        excludes: ['172.16.0.', 'tun0', 'DOWN', 'linkdown'],
      },
      because: 'The same on the other node, in the other subnet.',
      target: 4,
      dwell: 3,
    }),
  ],
  covers: ['s4.routing', 's4.no-static'],
  fragments: 0,
};
