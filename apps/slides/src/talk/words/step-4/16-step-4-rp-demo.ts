import type { SlideWords } from '../../model.ts';
import { cue, lostPing, ping } from '../cue.ts';
import { STEP_4_A, STEP_4_B } from '../nodes.ts';

export const step4RpDemo: SlideWords = {
  id: 'step-4-rp-demo',
  section: 'step-4',
  title: 'Made strict, node 2 is lost to con1; its namespaces are not',
  body: [],
  stage: {
    kind: 'live',
    view: 'diagram',
    nodes: [STEP_4_A, STEP_4_B],
    terminals: ['4-overlay-network-1/main', '4-overlay-network-2/main'],
  },
  summary:
    'The live diagram and a terminal on each node. On the second node rp_filter is made strict. A ping from con1 to that node is lost, a ping to con1 on that node is answered with TTL 62. A counter shows the dropped packets. After it is off again, the ping is answered with TTL 63.',
  target: 55,
  notes: {
    say: [
      'I make node 2 strict again. From con1 to node 2: lost. From con1 to the namespace on node 2: it answers. The same two machines, the same minute.',
      'Imagine you have to find that fault. Nothing is in a log. There is one counter, and here it is: IPReversePathFilter. Each lost ping is one more.',
      'I put it back, and the node answers.',
    ],
    questions: [
      {
        ask: 'Would it do to switch it off on node 2 only?',
        answer:
          'No. With node 1 strict, the request gets there, but the reply comes in by node 1’s tun0, while the way to 10.0.0.20 is its underlay interface. It is dropped there.',
      },
    ],
  },
  cues: [
    cue({
      id: 'step-4.rp-strict',
      shows: '`rp_filter = 1`',
      label: 'make node 2 strict',
      node: STEP_4_B,
      command: 'sysctl -w net.ipv4.conf.all.rp_filter=1',
      needs: ['step-4.setup-1', 'step-4.setup-2'],
      expect: { exit: 0, includes: ['net.ipv4.conf.all.rp_filter = 1'] },
      because:
        'The larger of “all” and the interface’s own value counts, so every interface is strict now.',
      dwell: 2,
    }),
    lostPing({
      id: 'step-4.rp-lost',
      label: 'con1 to node 2',
      node: STEP_4_A,
      command: 'ip netns exec con1 ping -c 2 -W 1 10.0.0.20',
      needs: ['step-4.setup-1', 'step-4.setup-2', 'step-4.rp-strict'],
      because:
        'The request comes in by the underlay, but an answer to its source would go by tun0.',
      dwell: 3,
    }),
    ping({
      id: 'step-4.rp-con',
      shows: 'TTL 62, as ever',
      label: 'con1 to con1 on node 2',
      node: STEP_4_A,
      command: 'ip netns exec con1 ping -c 2 172.16.1.2',
      ttl: 62,
      needs: ['step-4.setup-1', 'step-4.setup-2', 'step-4.rp-strict'],
      because: 'By tun0 in both directions: the reverse path is right.',
      dwell: 3,
    }),
    cue({
      id: 'step-4.rp-count',
      shows: 'it counts its drops',
      label: 'what node 2 dropped',
      node: STEP_4_B,
      command: 'nstat -asz TcpExtIPReversePathFilter',
      needs: ['step-4.setup-1', 'step-4.setup-2', 'step-4.rp-strict', 'step-4.rp-lost'],
      expect: {
        exit: 0,
        includes: ['TcpExtIPReversePathFilter'],
        excludes: ['TcpExtIPReversePathFilter       0 '],
      },
      because: 'The kernel counts each packet that the filter drops, and says nothing else.',
      dwell: 3,
    }),
    cue({
      id: 'step-4.rp-off',
      shows: '`rp_filter = 0`',
      label: 'switch it off again',
      node: STEP_4_B,
      command: 'sysctl -w net.ipv4.conf.all.rp_filter=0',
      needs: ['step-4.setup-1', 'step-4.setup-2'],
      expect: { exit: 0, includes: ['net.ipv4.conf.all.rp_filter = 0'] },
      because: 'As setup.sh left it.',
      dwell: 2,
    }),
    ping({
      id: 'step-4.rp-again',
      label: 'con1 to node 2, again',
      node: STEP_4_A,
      command: 'ip netns exec con1 ping -c 2 10.0.0.20',
      ttl: 63,
      needs: ['step-4.setup-1', 'step-4.setup-2', 'step-4.rp-off'],
      because: 'Nothing else had changed.',
      dwell: 3,
    }),
  ],
  covers: ['s4.rp-why', 's4.ping-node'],
  fragments: 0,
};
