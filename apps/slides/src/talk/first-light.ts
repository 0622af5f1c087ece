import type { Cue, SlideWords } from './model.ts';

const NODE = '1-network-namespace';
const SHELL = `${NODE}/main`;

type Told = Pick<Cue, 'id' | 'label' | 'command' | 'expect' | 'because'>;

function cue(told: Told, rest: Partial<Cue> = {}): Cue {
  return {
    node: NODE,
    pace: 'plain',
    needs: ['step-1-demo.setup'],
    dwell: 4,
    target: 4,
    timeout: 20,
    fragment: -1,
    ...told,
    ...rest,
  };
}

const title: SlideWords = {
  id: 'title',
  section: 'introduction',
  title: 'Container networking from scratch',
  body: [
    {
      kind: 'statement',
      text: 'The diagrams are read from the kernel. The terminals are real shells. Build along.',
    },
  ],
  stage: { kind: 'none' },
  summary: 'The title of the talk, and whether its lab is up.',
  target: 30,
  notes: {
    say: [
      'Welcome. In the next three quarters of an hour we build the network of a container platform by hand, with nothing but the ip command.',
      'Nothing here is a recording: each diagram shows what the kernel says at this moment, and each terminal is a root shell on a small Linux node of its own.',
    ],
    questions: [],
  },
  cues: [],
  covers: [],
  fragments: 0,
};

const diagram: SlideWords = {
  id: 'step-1-diagram',
  section: 'step-1',
  title: 'A network namespace is a network stack of its own',
  body: [
    {
      kind: 'terms',
      reveal: true,
      items: [
        { term: 'node', means: 'A physical machine or a VM; here a small Linux of its own.' },
        {
          term: 'namespace',
          means: 'Own interfaces, own route tables, own firewall rules. Nothing inside at first.',
        },
        { term: 'veth pair', means: 'An Ethernet cable with a network card at each end.' },
        {
          term: 'routes',
          means: 'The node knows one address behind the cable; inside, everything leaves by it.',
        },
      ],
    },
  ],
  stage: { kind: 'live', view: 'diagram', nodes: [NODE], terminals: [] },
  summary: 'The node of step 1 as its kernel describes it now, beside four terms.',
  target: 150,
  notes: {
    say: [
      'The outer box is the node. It could be a machine in a rack or a VM; to the network it makes no difference.',
      'A container is not one thing. Namespaces decide what a process can see, cgroups what it can use, capabilities and seccomp what it may do. Today only the network namespace matters.',
      'A veth pair is a cable with a network card at each end. What goes in at one end comes out at the other.',
    ],
    questions: [
      {
        ask: 'Is a namespace slower than the host?',
        answer: 'No: it is the same kernel code with another set of tables.',
      },
    ],
  },
  cues: [],
  covers: [],
  fragments: 3,
};

const demo: SlideWords = {
  id: 'step-1-demo',
  section: 'step-1',
  title: 'Two ends of a cable, one route each: that is a container network',
  body: [{ kind: 'running', cues: ['step-1-demo.setup'] }],
  stage: { kind: 'live', view: 'diagram', nodes: [NODE], terminals: [SHELL] },
  summary:
    'The live diagram of the node beside its shell. The script makes a namespace and a cable into it; pings in both directions come back with a TTL of 64.',
  target: 300,
  notes: {
    say: [
      'I run the script as it stands in the repository, with a pause after each line so that you can see what it did.',
      'Watch the end of the cable: it is made on the node and then moves into the namespace.',
      'Who answers these pings? No process: the network stack of the kernel does.',
    ],
    questions: [
      {
        ask: 'Why does the node answer on a cable end without an address?',
        answer:
          'An address belongs to the whole stack, not to an interface. The node answers ARP for 10.0.0.10 on any interface unless told otherwise.',
      },
    ],
  },
  cues: [
    cue(
      {
        id: 'step-1-demo.setup',
        label: 'Set it up',
        command: './setup.sh',
        expect: { exit: 0 },
        because: 'Nine lines of ip: a namespace, a cable, and a route at each end.',
      },
      { pace: 'paced', needs: [], target: 12, timeout: 90 },
    ),
    cue({
      id: 'step-1-demo.list',
      label: 'List the namespaces',
      command: 'ip netns list',
      expect: { exit: 0, includes: ['con'] },
      because: 'The node has one named namespace.',
    }),
    cue({
      id: 'step-1-demo.node',
      label: 'Look on the node',
      command: 'ip -br addr && ip route',
      expect: { exit: 0, includes: ['veth1', '172.16.0.1 dev veth1'] },
      because: 'veth1 has no address of its own; one /32 route says who is behind it.',
    }),
    cue({
      id: 'step-1-demo.con',
      label: 'Look inside con',
      command: 'ip -n con -br addr && ip -n con route',
      expect: { exit: 0, includes: ['veth2', '172.16.0.1/32', 'default dev veth2'] },
      because: 'Inside there is only lo and the cable: other interfaces, other routes.',
    }),
    cue({
      id: 'step-1-demo.ping-con',
      label: 'Ping con from the node',
      command: 'ping -c 2 172.16.0.1',
      expect: { exit: 0, ttl: 64 },
      because: 'TTL 64: nothing was routed on the way, the cable is one hop.',
    }),
    cue({
      id: 'step-1-demo.ping-node',
      label: 'Ping the node from con',
      command: 'ip netns exec con ping -c 2 10.0.0.10',
      expect: { exit: 0, ttl: 64 },
      because: 'TTL 64: the default route leads into the cable, and the node is its other end.',
    }),
    cue({
      id: 'step-1-demo.test',
      label: 'Test it',
      command: './test.sh',
      expect: { exit: 0, includes: ['PASSED'], excludes: ['FAILED'] },
      because: 'The same checks as a script, so that nothing is taken on trust.',
    }),
    cue({
      id: 'step-1-demo.teardown',
      label: 'Take it down',
      command: './teardown.sh',
      expect: { exit: 0, excludes: ['FAILED'] },
      because: 'The cable goes with the namespace that held its end.',
    }),
  ],
  covers: [],
  fragments: 0,
};

/** The slides that exist so far, in their order. */
export const firstLight: readonly SlideWords[] = [title, diagram, demo];
