import type { SlideWords } from '../../model.ts';

export const step1Container: SlideWords = {
  id: 'step-1-container',
  section: 'step-1',
  title: 'A container is a process that the kernel keeps apart',
  body: [
    {
      kind: 'terms',
      items: [
        {
          term: 'Namespaces',
          means: 'what it sees: processes, mounts, users, its network',
        },
        { term: 'Cgroups', means: 'what it can do: how much CPU, memory, I/O it may use' },
        {
          term: 'Capabilities, seccomp, AppArmor',
          means: 'what it has access to: calls, files',
        },
      ],
      reveal: true,
    },
  ],
  stage: {
    kind: 'concept',
    picture: 'container',
    draw: 'One process as a dot within three nested outlines: namespaces (dashed, the same outline as a network namespace in the diagrams), cgroups, and capabilities with seccomp and AppArmor. They appear one by one, the network namespace lit at the end.',
  },
  summary:
    'A process inside three outlines: namespaces limit what it sees, cgroups how much it can use, and capabilities, seccomp and AppArmor what it has access to. The network namespace is lit.',
  target: 50,
  notes: {
    say: [
      'There is no container in the kernel. A container is an ordinary process to which three kinds of limits are applied.',
      'Namespaces say what it sees: its own process list, its own mounts, its own hostname, its own network. Cgroups say what it can do in the sense of how much: CPU, memory, I/O, number of processes. Capabilities, seccomp and AppArmor or SELinux say what it has access to: which privileges, which system calls, which files.',
      'For this talk we take just one of all these: the network namespace. We need no image, no runtime and no daemon.',
    ],
    questions: [
      {
        ask: 'So is a namespace a container?',
        answer:
          'No. A container uses several kinds of namespaces, and cgroups and the rest as well. But for the network, the network namespace is all that matters.',
      },
      {
        ask: 'Can a process be in some namespaces and not in others?',
        answer:
          'Yes, each kind is chosen on its own. A pod with hostNetwork shares the node’s network namespace and has all the others to itself.',
      },
    ],
  },
  cues: [],
  covers: ['s1.container', 's1.namespaces', 's1.cgroups', 's1.security'],
  fragments: 2,
};
