import { effectiveRpFilter } from '../assemble.ts';
import type { Namespace } from '../model.ts';
import { sortedLinks, type Draft } from './draft.ts';
import type { Frame } from './metrics.ts';
import type { SceneText, SwitchElement } from './scene.ts';
import { placeLine, shorten, span } from './text.ts';
import { drawnAddresses, isPlainLoopback } from './words.ts';

const PADDING = 10;
/** The drawn toggle before a switch's words. */
const TOGGLE = 31;
const BETWEEN = 10;

interface SwitchWords {
  name: SwitchElement['name'];
  state: SwitchElement['state'];
  text: string;
  /** For where `text` has no room. */
  short: string;
}

const forwardingWords = ({ forwarding }: Namespace): SwitchWords => {
  const state = forwarding === null ? 'unknown' : forwarding ? 'on' : 'off';
  const text = `forwarding ${state}`;
  return { name: 'forwarding', state, text, short: text };
};

/** What the kernel does on the interfaces that packets come in by: all of one mind, or listed. */
export const rpFilterWords = (own: Namespace): SwitchWords => {
  const name = 'rp_filter';
  const modes = sortedLinks(own)
    .filter(([, link]) => link.up && drawnAddresses(link).length > 0 && !isPlainLoopback(link))
    .map(([, link]) => ({
      name: link.name,
      mode: effectiveRpFilter(own.rpFilterAll, link.rpFilter),
    }));
  const distinct = [...new Set(modes.map(({ mode }) => mode))];
  if (distinct.length <= 1) {
    const mode = (distinct.length === 0 ? own.rpFilterAll : distinct[0]) ?? 'unknown';
    const state = mode === 'unknown' ? 'unknown' : mode === 'off' ? 'off' : 'on';
    return { name, state, text: `rp_filter ${mode}`, short: `rp_filter ${mode}` };
  }
  const off = modes.filter(({ mode }) => mode === 'off').map((one) => one.name);
  const text = off.length === 0 ? 'rp_filter mixed' : `rp_filter off: ${off.join(', ')}`;
  return { name, state: 'mixed', text, short: 'rp_filter mixed' };
};

/**
 * Hostname on the left and the switches on the right, or below it where there is no room. Draws the
 * switches and gives the texts for the node's own box.
 */
export const layHeader = (
  draft: Draft,
  frame: Frame,
  name: string,
  own: Namespace | undefined,
  hue: number,
  d: number,
): SceneText[] => {
  const { metrics, measure } = draft;
  const box = frame.box(frame.x, d, metrics.nodeWidth, metrics.header);
  const { letters, oneLineHeader: oneLine } = metrics;
  const switchHeight = letters.tag.size + 9;
  const width = metrics.nodeWidth - 2 * PADDING;
  const top = box.y + 7;
  let right = frame.x + metrics.nodeWidth - PADDING;
  const switches = own === undefined ? [] : [rpFilterWords(own), forwardingWords(own)];
  const widthOf = (text: string) => TOGGLE + measure(text, letters.tag) + 2;
  const hostRoom = oneLine ? measure(name, letters.host) + 10 : 0;
  const full = switches.reduce((sum, { text }) => sum + widthOf(text) + BETWEEN, hostRoom);
  for (const { name: setting, state, text, short } of switches) {
    const words = full <= width ? text : short;
    const boxWidth = widthOf(words);
    const x = right - boxWidth;
    const y = oneLine
      ? top + (letters.host.size - letters.tag.size) / 2 - 1
      : top + letters.host.size + 8;
    draft.elements.push({
      type: 'switch',
      key: `switch ${setting} ${name}`,
      ref: { type: 'node', node: name },
      hue,
      texts: placeLine([span(words, letters.tag)], x + TOGGLE, y + 2, measure),
      title: `${text} on ${name}`,
      stale: own?.stale != null,
      name: setting,
      state,
      x,
      y,
      width: boxWidth,
      height: switchHeight,
    });
    right = x - BETWEEN;
  }
  const room = oneLine ? right - frame.x - PADDING : width;
  const notes = [
    ...(own?.stale == null ? [] : [span('stale', letters.fact, 'warn')]),
    ...(own === undefined ? [span('no reading yet', letters.tag, 'dim')] : []),
  ];
  const host = shorten(name, letters.host, room - notes.length * 100, measure);
  return placeLine([span(host, letters.host), ...notes], frame.x + PADDING, top, measure);
};
