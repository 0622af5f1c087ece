import type { SlideWords } from '../../model.ts';

export const step4Tun: SlideWords = {
  id: 'step-4-tun',
  section: 'step-4',
  title: 'Behind a tun interface there is a process, not a cable',
  body: [
    {
      kind: 'comparison',
      left: {
        title: 'tun',
        items: [
          'takes and gives IP packets',
          'layer 3: no MAC addresses, no ARP',
          'ours: a route leads to it',
        ],
      },
      right: {
        title: 'tap',
        items: [
          'takes and gives Ethernet frames',
          'layer 2: it can be a port of a bridge',
          'virtual machines use it',
        ],
      },
    },
  ],
  stage: {
    kind: 'concept',
    picture: 'tun-tap',
    draw: 'The kernel’s stack above, an interface on its lower border, a process capsule below it. An arrow down: what is sent to the interface is read by the process. An arrow up: what the process writes is received from the interface. Twice side by side: for tun the unit on the arrow is a packet, for tap a frame around a packet.',
  },
  summary:
    'An interface with a process behind it. What the kernel sends to the interface, the process reads; what the process writes, the kernel receives. A tun device passes IP packets, a tap device Ethernet frames.',
  target: 35,
  notes: {
    say: [
      'A veth has another veth at its other end. A tun device has a process there. What the kernel sends out by that interface, the process reads like a file. And what the process writes is, for the kernel, a packet that has just come in.',
      'There are two sorts. tun passes IP packets, tap passes whole Ethernet frames. We route packets into it, so tun is all we need.',
      'So any program can be a network card. Ours will be one that sends what it reads to the other node.',
    ],
    questions: [
      {
        ask: 'Where have I met these before?',
        answer: 'OpenVPN uses tun or tap, and QEMU gives its virtual machines a tap device.',
      },
    ],
  },
  cues: [],
  covers: ['s4.device', 's4.tun', 's4.tap'],
  fragments: 0,
};
