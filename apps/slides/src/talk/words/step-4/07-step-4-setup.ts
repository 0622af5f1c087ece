import type { SlideWords } from '../../model.ts';
import { STEP_4_A } from '../nodes.ts';

export const step4Setup: SlideWords = {
  id: 'step-4-setup',
  section: 'step-4',
  title: 'The static route goes, a tunnel comes',
  body: [
    {
      kind: 'script',
      step: 4,
      file: 'setup.sh',
      against: 3,
      parts: [
        { line: 'ip netns add con1', caption: 'all of this is step 3, without its route' },
        { line: 'ip tuntap add tun0 mode tun', caption: 'new: the interface, with a /16' },
        { line: 'ip link set tun0 up', caption: 'new: smaller packets, so that they fit' },
        {
          line: '../start.sh 9000 socat $TUN_END $UDP_END',
          caption: 'new: the process behind it',
        },
        {
          line: 'sysctl -w net.ipv4.conf.{all,"$NIC",tun0}.rp_filter=0',
          caption: 'new: we come to that',
        },
      ],
    },
  ],
  stage: {
    kind: 'live',
    view: 'diagram',
    nodes: [STEP_4_A],
    terminals: ['4-overlay-network-1/main'],
  },
  summary:
    'The script setup.sh of step 4. What it shares with step 3 is dimmed. New are the interface tun0 with a /16 address, its MTU of 1468, the process socat between tun0 and UDP port 9000, and a line that switches reverse path filtering off.',
  target: 50,
  notes: {
    say: [
      'Namespaces, cables, bridge, forwarding: all that is as before. The route to the other subnet is gone. In its place stand four groups.',
      'First the interface: tun0, with the /16 address that brings the route. Then its MTU. An outer packet may have 1500 bytes; 20 go to the outer IP header, 8 to UDP, and 4 that tun puts before each packet. That leaves 1468.',
      'Then the process. It is started in the background and is there before the script goes on. Last, a line about reverse path filtering, which gets slides of its own.',
    ],
    questions: [
      {
        ask: 'What if the MTU were left at 1500?',
        answer:
          'Pings would work all the same, full-size ones too: the outer packet would be cut into fragments silently. Only the counter IpFragCreates shows it, and the throughput. A wrong MTU is a fault that no small ping ever finds.',
      },
      {
        ask: 'What is the MTU with VXLAN?',
        answer: '1450 on a 1500 underlay: it carries an Ethernet header inside and needs 50 bytes.',
      },
      {
        ask: 'Does the order of the nodes matter?',
        answer:
          'No. Each end may start first; until the other is there, its datagrams are lost, as datagrams may be.',
      },
    ],
  },
  cues: [],
  covers: ['s4.setup', 's4.common', 's4.new-lines'],
  fragments: 4,
};
