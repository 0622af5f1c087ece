import type { SlideWords } from '../../model.ts';
import { cue, ping } from '../cue.ts';
import { STEP_4_A, STEP_4_B } from '../nodes.ts';

export const step4CaptureNic: SlideWords = {
  id: 'step-4-capture-nic',
  section: 'step-4',
  title: 'On the underlay: a packet inside a datagram, for all to read',
  body: [],
  stage: {
    kind: 'live',
    view: 'diagram',
    nodes: [STEP_4_A, STEP_4_B],
    terminals: ['4-overlay-network-1/main', '4-overlay-network-2/capture'],
  },
  summary:
    'The live diagram, a terminal on the first node and one on the second in which tshark shows what passes the underlay interface: each ping as a UDP datagram from node to node, and inside it the packet from con1 to con1. A text sent in a ping is readable.',
  target: 45,
  notes: {
    say: [
      'Let us look at the same ping from node 2. tshark listens there, first on the underlay interface, eth0 or whatever it is called on this machine.',
      'Each line is a datagram from 10.0.0.10 to 10.0.0.20, port 9000. That is all that a router would see. The indented line is what is inside: from con1 to con1, with a TTL of 63, because node 1 has already routed it once.',
      'And with send.sh I put a text into the ping. Here it is, in plain sight. This is what encryption is for, and the difference to a VPN.',
    ],
    questions: [
      {
        ask: 'Is tshark what one has on a server?',
        answer:
          'tcpdump is more common. tshark knows more protocols and could be taught what our tunnel carries.',
      },
      {
        ask: 'What are the 4 bytes between UDP and the inner packet?',
        answer:
          'Flags and the protocol number, which a tun device puts before each packet unless it is told not to. Flannel’s udp backend switches them off.',
      },
    ],
  },
  cues: [
    cue({
      id: 'step-4.capture-nic',
      shows: 'ICMP inside UDP',
      label: 'capture node 2’s underlay',
      node: STEP_4_B,
      terminal: 'capture',
      command: './capture.sh',
      needs: ['step-4.setup-1', 'step-4.setup-2'],
      expect: {
        exit: 0,
        includes: [
          '10.0.0.10 > 10.0.0.20',
          'udp 9000',
          '172.16.0.2 > 172.16.1.2',
          'ttl 63',
          'hello, overlay',
        ],
      },
      beside: { ready: 'Ctrl-C ends', until: 'step-4.send' },
      target: 12,
      // It runs for as long as it is talked about.
      timeout: 300,
      because: 'socat puts each packet into a datagram from node to node, and does not encrypt it.',
    }),
    ping({
      id: 'step-4.ping-captured-1',
      label: 'con1 to con1 on node 2',
      node: STEP_4_A,
      command: 'ip netns exec con1 ping -c 2 172.16.1.2',
      ttl: 62,
      needs: ['step-4.setup-1', 'step-4.setup-2'],
      because: 'The ping that the capture shows.',
    }),
    cue({
      id: 'step-4.send',
      shows: 'readable on the wire',
      label: 'send a message in a ping',
      node: STEP_4_A,
      command: './send.sh',
      needs: ['step-4.setup-1', 'step-4.setup-2'],
      expect: { exit: 0, ttl: 62 },
      because:
        'A packet of 1468 bytes fills the outer one to 1500 exactly, so it just gets through.',
    }),
  ],
  covers: ['s4.capture-nic', 's4.vpn'],
  fragments: 0,
};
