/**
 * One hue per node, from Okabe and Ito's set that colour-blind people can tell apart, carried from
 * the node's box to its terminal, tables and routes. The shades are in `tokens.css`.
 */
const HUES = ['blue', 'green', 'sky', 'vermillion', 'purple', 'orange'] as const;
export type Hue = (typeof HUES)[number];

const known: Readonly<Record<string, Hue>> = {
  '1-network-namespace': 'blue',
  '2-single-node': 'green',
  '3-multi-node-1': 'sky',
  '3-multi-node-2': 'vermillion',
  '4-overlay-network-1': 'purple',
  '4-overlay-network-2': 'orange',
};

/** The node's hue; a node that the talk does not know gets one that depends on its name only. */
export function hueOf(node: string): Hue {
  const sum = Array.from(node).reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return known[node] ?? HUES[sum % HUES.length] ?? 'blue';
}
