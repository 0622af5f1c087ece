import type { SlideWords } from '../../model.ts';

export const step4Flannel: SlideWords = {
  id: 'step-4-flannel',
  section: 'step-4',
  title: 'Flannel’s udp backend is this; in production take VXLAN',
  body: [
    {
      kind: 'comparison',
      left: {
        title: 'udp, as we build it',
        items: [
          'a process packs and unpacks',
          'each packet goes up to it and down again, on both nodes',
          'for debugging only, Flannel says',
        ],
      },
      right: {
        title: 'VXLAN',
        items: [
          'the kernel packs and unpacks',
          'Ethernet frames in UDP; network cards can help',
          'Flannel’s recommended backend',
        ],
      },
    },
  ],
  stage: { kind: 'none' },
  summary:
    'A comparison. Flannel’s udp backend, like the one we build, has a process that packs each packet, and is for debugging. VXLAN packs in the kernel and is recommended for production.',
  target: 30,
  notes: {
    say: [
      'Flannel has a backend that is just this: a tun device and a process that speaks UDP. Its documentation says that it is for debugging, or for kernels too old for anything better.',
      'The reason is the detour. Each packet goes from the kernel to a process and back into the kernel, with a copy and a switch of context each time, and on both nodes.',
      'VXLAN does the same job without leaving the kernel. It wraps Ethernet frames, not packets, into UDP. That is the one to use in production, and the idea is the one that you see here.',
    ],
    questions: [
      {
        ask: 'Why not start with VXLAN then?',
        answer:
          'Because with socat you can see the tunnel: a process that you can stop, and a port that you can capture.',
      },
    ],
  },
  cues: [],
  covers: ['s4.flannel-udp', 's4.vxlan'],
  fragments: 0,
};
