import type { SlideWords } from '../../model.ts';
import { cue, ping } from '../cue.ts';
import { STEP_4_A, STEP_4_B } from '../nodes.ts';

export const step4CaptureInner: SlideWords = {
  id: 'step-4-capture-inner',
  section: 'step-4',
  title: 'Unpacked: TTL 63 on tun0, 62 on br0, for node 2 has routed it',
  body: [],
  stage: {
    kind: 'live',
    view: 'diagram',
    nodes: [STEP_4_A, STEP_4_B],
    terminals: ['4-overlay-network-1/main', '4-overlay-network-2/capture'],
  },
  summary:
    'The live diagram, a terminal on the first node and a capture on the second. On tun0 the ping appears without its outer packet, with TTL 63. On br0 the same request has TTL 62.',
  target: 50,
  notes: {
    say: [
      'The same ping, one place further on: tun0 of node 2. The outer packet is gone, socat has taken it off. What is left is the request, TTL 63.',
      'And once more on br0. Now it is 62: between tun0 and br0 node 2 has routed it. So here you see the TTL of the request, which ping on the other side cannot show.',
      'The answers run the other way: 64 on br0, because they have just started, 63 on tun0 and on the wire, and 62 at con1. It all fits.',
    ],
    questions: [
      {
        ask: 'Would we see pings between con1 and con2 of one node on br0?',
        answer:
          'No. Frames that the bridge only passes from port to port do not show on br0 itself; capture on a port. What is routed to or from the node does show.',
      },
    ],
  },
  cues: [
    cue({
      id: 'step-4.capture-tun',
      shows: 'request: `ttl 63`',
      label: 'capture tun0 on node 2',
      node: STEP_4_B,
      terminal: 'capture',
      command: './capture.sh tun0 icmp',
      needs: ['step-4.setup-1', 'step-4.setup-2'],
      expect: {
        exit: 0,
        includes: ['172.16.0.2 > 172.16.1.2', '172.16.1.2 > 172.16.0.2', 'ttl 63'],
        excludes: ['udp 9000', 'ttl 64', 'ttl 62'],
      },
      beside: { ready: 'Ctrl-C ends', until: 'step-4.ping-captured-2' },
      target: 8,
      // It runs for as long as it is talked about.
      timeout: 300,
      because: 'socat wrote the inner packet into tun0; node 1 has routed it once, node 2 not yet.',
    }),
    ping({
      id: 'step-4.ping-captured-2',
      label: 'con1 to con1 on node 2',
      node: STEP_4_A,
      command: 'ip netns exec con1 ping -c 2 172.16.1.2',
      ttl: 62,
      needs: ['step-4.setup-1', 'step-4.setup-2'],
      because: 'The ping that the capture shows.',
      dwell: 3,
    }),
    cue({
      id: 'step-4.capture-br',
      shows: 'request: `ttl 62`',
      label: 'capture br0 on node 2',
      node: STEP_4_B,
      terminal: 'capture',
      command: './capture.sh br0 icmp',
      needs: ['step-4.setup-1', 'step-4.setup-2'],
      expect: {
        exit: 0,
        includes: ['172.16.0.2 > 172.16.1.2', 'ttl 62', 'ttl 64'],
        excludes: ['udp 9000', 'ttl 63'],
      },
      beside: { ready: 'Ctrl-C ends', until: 'step-4.ping-captured-3' },
      target: 8,
      // It runs for as long as it is talked about.
      timeout: 300,
      fragment: 0,
      because: 'Node 2 has routed the request from tun0 to br0; the reply has only just started.',
    }),
    ping({
      id: 'step-4.ping-captured-3',
      label: 'con1 to con1 on node 2',
      node: STEP_4_A,
      command: 'ip netns exec con1 ping -c 2 172.16.1.2',
      ttl: 62,
      needs: ['step-4.setup-1', 'step-4.setup-2'],
      fragment: 0,
      because: 'The ping that the capture shows.',
      dwell: 3,
    }),
  ],
  covers: ['s4.capture-tun', 's4.capture-br', 's4.ttl-con'],
  fragments: 1,
};
