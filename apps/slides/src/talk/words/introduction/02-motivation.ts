import type { SlideWords } from '../../model.ts';

export const motivation: SlideWords = {
  id: 'motivation',
  section: 'introduction',
  title: 'Your containers have a network. Who built it?',
  body: [
    {
      kind: 'bullets',
      items: [
        '`kubectl get pods -o wide` shows an address for every pod',
        'Some program made it, with calls that are open to you too',
        'When it breaks, it breaks in the kernel, not in the YAML',
        'At the end of this talk you can build it by hand',
      ],
      reveal: true,
    },
  ],
  stage: { kind: 'none' },
  summary:
    'Four lines say why the talk is given: pods have addresses, some program made that network with ordinary kernel calls, faults show in the kernel, and it can be built by hand.',
  target: 45,
  notes: {
    say: [
      'Why this talk? I used containers for a long time and took their network for granted. Then something did not connect, and I had no idea where to look.',
      'The words were the problem: overlay, CNI, bridge, VXLAN. Each sounded like a product. Behind them are a few objects in the kernel, and they are simpler than the products.',
      'The best way to understand a thing is to build it. So we build a pod network with a dozen commands, and then say which product does the same.',
    ],
    questions: [
      {
        ask: 'Is this about CNI?',
        answer:
          'CNI is the interface by which a container runtime asks a plugin to set up the network of a pod. We do by hand what such a plugin does.',
      },
    ],
  },
  cues: [],
  covers: ['intro.why'],
  fragments: 3,
};
