import type { SlideWords } from '../../model.ts';

export const title: SlideWords = {
  id: 'title',
  section: 'introduction',
  title: 'Container networking, built from scratch',
  body: [
    {
      kind: 'session',
      command: 'ping -c 1 last-row',
      output: '64 bytes from last-row: icmp_seq=1 ttl=64 time=0.3 coffees',
    },
    {
      kind: 'bullets',
      items: [
        'The networks that we build are real, read from the kernel',
        'Every terminal is a real shell',
        'Follow on your own screen, and ask at any time',
      ],
    },
  ],
  stage: {
    kind: 'concept',
    picture: 'join',
    draw: 'The address at which the audience follows, large, with its QR code. Behind it, faint, the finished network of step 4.',
  },
  summary:
    'The title of the talk, with the address at which you can follow it on your own screen, as text and as a QR code.',
  target: 40,
  notes: {
    say: [
      'Welcome. We build the network that containers use, from nothing, with tools that every Linux machine has.',
      'The networks that we build are not drawn beforehand. Their diagrams are read from the kernel, and the terminals are real. Where a slide shows a recording, it says so. If you open this address, you have the same slides on your own screen, and you can go back on your own.',
      'I am not a network engineer, I learned this by building it. So please stop me whenever something is unclear. If I do not know the answer, we have a shell and can try it.',
    ],
    questions: [
      {
        ask: 'Can I break something from my phone?',
        answer:
          'No. A follower’s screen only receives. The one thing it can send is a question to the speaker.',
      },
      {
        ask: 'Will I get the slides?',
        answer:
          'Yes. The address of the repository, with slides, labs and scripts, is on the last slide.',
      },
    ],
  },
  cues: [],
  covers: ['intro.scratch', 'intro.ask'],
  fragments: 0,
};
