import type { SlideWords } from '../../model.ts';
import { STEP_2 } from '../nodes.ts';

export const step2Setup: SlideWords = {
  id: 'step-2-setup',
  section: 'step-2',
  title: 'Namespaces and cables you know; the bridge is new',
  body: [
    {
      kind: 'script',
      step: 2,
      file: 'setup.sh',
      against: 1,
      parts: [
        { line: 'source env.sh', caption: 'as in step 1' },
        { line: './teardown.sh', caption: 'as in step 1' },
        { line: 'ip netns add con1', caption: 'as in step 1, twice' },
        {
          line: 'ip link add veth10 type veth peer name veth11',
          caption: 'as in step 1, two cables',
        },
        { line: 'ip link add br0 type bridge', caption: 'new: a switch, both cables plugged in' },
        { line: 'ip addr add $BR_IP/24 dev br0', caption: 'new: the node joins the subnet' },
        {
          line: 'ip -n con1 addr add $CON1_IP/24 dev veth11',
          caption: 'a /24 now, and a gateway',
        },
        { line: 'ip -n con2 addr add $CON2_IP/24 dev veth21', caption: 'the same again' },
      ],
    },
  ],
  stage: {
    kind: 'live',
    view: 'diagram',
    nodes: [STEP_2],
    terminals: ['2-single-node/main'],
  },
  summary:
    'The script setup.sh of step 2, group by group: two namespaces, two veth pairs, the bridge br0 with both node ends as its ports, the address of br0, and in each namespace an address, the interfaces up and a default route by the bridge.',
  target: 60,
  notes: {
    say: [
      'The first half you know: namespaces, cables, one end inside. Only it is done twice, and the names have numbers now. veth10 is the node’s end of cable one, veth11 is the end inside.',
      'New is the bridge: one line to make it, two to plug the cables in, and the ports are set up. Then its address, and br0 itself is set up; with that the route appears.',
      'Inside, two things differ from step 1. The address has a /24, so each namespace knows that the other is its neighbour. And the default route names a gateway, the bridge’s address.',
      'The route of step 1 on the node is gone from the script. Nobody adds one here; it comes with the address of br0.',
    ],
    questions: [
      {
        ask: 'Why is the default route not `dev veth11` again?',
        answer:
          'It would ask by ARP for every address in the world, and somebody would have to answer on the bridge. A gateway is asked once.',
      },
    ],
  },
  cues: [],
  covers: ['s2.setup', 's2.common', 's2.bridge-lines'],
  fragments: 7,
};
