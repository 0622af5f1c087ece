import type { SlideWords } from '../../model.ts';

export const step4Socat: SlideWords = {
  id: 'step-4-socat',
  section: 'step-4',
  title: 'socat joins two ends: a tun device and a UDP port',
  body: [
    {
      kind: 'comparison',
      left: {
        title: 'socat joins any two of',
        items: ['a file, a pipe, a terminal', 'a TCP or UDP port, a Unix socket', 'a tun device'],
      },
      right: {
        title: 'Here, on each node',
        items: [
          'at the near end `tun0`',
          'at the far end UDP port 9000 of the other node',
          'a VPN is this, with authentication and encryption',
        ],
      },
    },
  ],
  stage: {
    kind: 'concept',
    picture: 'socat',
    draw: 'The process capsule of socat in the middle with two sockets. General: small icons of file, pipe, terminal, TCP, UDP, Unix socket and tun on both sides. Here: tun0 on the left side, UDP 10.0.0.20:9000 on the right side, packets with arrows in both directions.',
  },
  summary:
    'socat as a joint between two ends of any kind: files, pipes, ports, sockets, devices. Here it joins tun0 with a UDP port of the other node. A VPN does the same, with authentication and encryption.',
  target: 40,
  notes: {
    say: [
      'socat takes two addresses and copies everything that comes from the one to the other, in both directions. An address can be almost anything: a file, a pipe, a terminal, a TCP or UDP port, a socket, and also a tun device.',
      'Here it copies between tun0 and a UDP port. A packet read from tun0 becomes the contents of a datagram to port 9000 of the other node. A datagram from there is written into tun0.',
      'Does this remind you of something? It is a VPN without the P. A VPN client makes a tun device, reads packets, encrypts them and sends them to a server. What we lack is just that: we do not encrypt, and we do not ask who sends to us. So use it in a lab, not on the internet.',
    ],
    questions: [
      {
        ask: 'Why UDP and not TCP?',
        answer:
          'The packets inside mostly carry TCP already, which repeats what is lost. With TCP outside as well, both would repeat, and slow each other down. And UDP keeps packets apart, while TCP is a stream of bytes.',
      },
      {
        ask: 'Could I use WireGuard instead?',
        answer:
          'Yes. It is an interface in the kernel that sends to peers by UDP and encrypts. Flannel has a backend for it, and Calico and Cilium can use it too.',
      },
    ],
  },
  cues: [],
  covers: ['s4.socat', 's4.socat-here', 's4.vpn'],
  fragments: 0,
};
