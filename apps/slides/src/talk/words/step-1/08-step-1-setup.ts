import type { SlideWords } from '../../model.ts';
import { STEP_1 } from '../nodes.ts';

export const step1Setup: SlideWords = {
  id: 'step-1-setup',
  section: 'step-1',
  title: 'One tool builds it all: ip',
  body: [
    {
      kind: 'script',
      step: 1,
      file: 'setup.sh',
      parts: [
        { line: 'source env.sh', caption: 'the addresses; stop at the first failure' },
        { line: './teardown.sh', caption: 'so that it can be run again' },
        { line: 'ip netns add con', caption: 'a second stack, empty' },
        {
          line: 'ip link add veth1 type veth peer name veth2',
          caption: 'both ends, still on the node',
        },
        { line: 'ip link set veth2 netns con', caption: 'the cable now leads inside' },
        { line: 'ip route add $CON_IP/32 dev veth1', caption: 'the way in' },
        {
          line: 'ip -n con addr add $CON_IP/32 dev veth2',
          caption: '`-n con`: the same tool, in that namespace',
        },
        { line: 'ip -n con route add default dev veth2', caption: 'the way out' },
      ],
    },
  ],
  stage: {
    kind: 'live',
    view: 'diagram',
    nodes: [STEP_1],
    terminals: ['1-network-namespace/main'],
  },
  summary:
    'The script setup.sh of step 1, group by group: it cleans the node, adds the namespace con, makes the veth pair, moves veth2 into con, sets veth1 up with a route to 172.16.0.1, gives veth2 its address, sets it and the loopback up, and adds the default route in con.',
  target: 95,
  notes: {
    say: [
      'This is the whole of it. One tool does everything: `ip`, from the package iproute2. It speaks to the kernel by netlink, and its words are always object, verb, arguments: link add, addr add, route add. If you still use ifconfig and route, this is what replaced them.',
      'The first lines read the addresses and stop at any error. Then the node is cleaned, so the script can run twice. Next comes the namespace, then the cable with both ends, then one end is moved inside.',
      'On the node: set our end up, and say that this one address is behind it. The order matters here; a route by an interface that is down is refused.',
      'Then the same inside, where `-n con` says in which namespace: an address, the interface up, and loopback up, because without it the namespace cannot even reach itself. Last, the default route, which needs the interface up as well.',
    ],
    questions: [
      {
        ask: 'What is the difference between `ip -n con` and `ip netns exec con`?',
        answer:
          '`ip -n con` runs only that one ip command against the namespace. `ip netns exec con` runs any program in it; it also gives it a /sys and, if there are any, the files in /etc/netns/con.',
      },
      {
        ask: 'Does all of this need root?',
        answer:
          'It needs CAP_NET_ADMIN over the namespaces involved, and CAP_SYS_ADMIN for `ip netns`. In a user namespace of one’s own an ordinary user has both; the embedded lab works like that.',
      },
    ],
  },
  cues: [],
  covers: ['s1.setup', 's1.ip', 's1.lines'],
  fragments: 7,
};
