import type { Namespace } from '../model.ts';
import { sortedLinks, type NodeDraft } from './draft.ts';
import { placeLine, shorten, span } from './text.ts';
import { drawnAddresses, isPlainLoopback } from './words.ts';

const MARGIN = 14;
const PADDING = 14;
const NARROWEST_COLUMN = 240;

const listed = (namespace: Namespace): string =>
  [
    namespace.names.join(', '),
    ...sortedLinks(namespace)
      .filter(([, link]) => !isPlainLoopback(link))
      .map(([, link]) => [link.name, ...drawnAddresses(link)].join(' ')),
  ].join(' · ');

/**
 * Draws the list of the namespaces that have no box of their own: closed a line with their names,
 * open a line for each. Gives the height it takes.
 */
export const layFold = (
  node: NodeDraft,
  folded: readonly Namespace[],
  open: boolean,
  d: number,
): number => {
  const { draft, frame, state, hue } = node;
  const { metrics, measure } = draft;
  const { tag, fact } = metrics.letters;
  const lineHeight = metrics.line + 1;
  if (folded.length === 0) return 0;
  const width = metrics.nodeWidth - 2 * MARGIN;
  const inner = width - 2 * PADDING;
  const items = folded.map(listed);
  const summary = `+${folded.length} more namespace${folded.length === 1 ? '' : 's'}`;
  const columns = open ? Math.max(1, Math.floor(inner / NARROWEST_COLUMN)) : 1;
  const perColumn = Math.ceil(items.length / columns);
  const height = lineHeight + 10 + (open ? perColumn * lineHeight : 0);
  const box = frame.box(frame.x + MARGIN, d, width, height);
  const room = inner - measure(summary, tag) - 8;
  const names = folded.map((namespace) => namespace.names[0]).join(', ');
  const head = [
    span(summary, tag),
    ...(open ? [] : [span(shorten(names, fact, room, measure), fact, 'dim')]),
  ];
  const texts = placeLine(head, box.x + PADDING, box.y + 5, measure);
  for (const [index, text] of open ? items.entries() : []) {
    const columnWidth = inner / columns;
    const x = box.x + PADDING + Math.floor(index / perColumn) * columnWidth;
    const y = box.y + 5 + lineHeight * (1 + (index % perColumn));
    const line = span(shorten(text, fact, columnWidth - 10, measure), fact);
    texts.push(...placeLine([line], x, y, measure));
  }
  draft.elements.push({
    type: 'box',
    role: 'fold',
    key: `fold ${state.node}`,
    ref: { type: 'fold', node: state.node, namespaces: folded.map(({ id }) => id) },
    hue,
    texts,
    title: `${summary} on ${state.node}: ${items.join('; ')}`,
    stale: false,
    up: true,
    open,
    ...box,
  });
  return height + 10;
};
