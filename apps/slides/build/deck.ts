import { createHash } from 'node:crypto';
import type { Outline } from '@netstage/protocol';
import type { Plugin } from 'vite';
import { commandOf } from '../src/cue/pace.ts';
import { talk } from '../src/talk/words/index.ts';

/** What the hub has to know of the slides: see the protocol's outline. */
function slidesOf(): Outline['slides'] {
  return talk.map(({ id, fragments, cues }) => ({
    id,
    fragments,
    cues: cues.map((one) => {
      const { run: _run, cue: _cue, ...command } = commandOf(one, 'timed', '');
      return { id: one.id, terminal: `${one.node}/${one.terminal ?? 'main'}`, command };
    }),
  }));
}

/**
 * Gives each build of the deck a name, in `<meta name="netstage-deck">` of the page and in
 * `deck.json` beside it, where the hub reads it together with the outline.
 */
export function deck(): Plugin {
  let name = '';
  return {
    name: 'netstage:deck',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle }) {
        const hash = createHash('sha256').update(JSON.stringify(slidesOf()));
        // Every file but the page itself has its content's hash in its name.
        for (const file of Object.keys(bundle ?? {}).toSorted()) hash.update(file);
        name = hash.digest('hex').slice(0, 12);
        return [{ tag: 'meta', attrs: { name: 'netstage-deck', content: name }, injectTo: 'head' }];
      },
    },
    generateBundle: {
      order: 'post',
      handler() {
        const outline: Outline = { deck: name, slides: slidesOf() };
        this.emitFile({ type: 'asset', fileName: 'deck.json', source: JSON.stringify(outline) });
      },
    },
  };
}
