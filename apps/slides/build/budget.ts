import { gzipSync } from 'node:zlib';
import type { HtmlTagDescriptor, Plugin } from 'vite';
import { beforeFirstSlide } from './first-slide.ts';

/** Bytes of gzipped JavaScript that a phone loads before it shows the first slide. */
const BUDGET = 300_000;

/**
 * Has the browser load what the first slide needs together with the page, and fails the build when
 * all of that has become too heavy: then something must load later.
 */
export function budget(): Plugin {
  return {
    name: 'netstage:budget',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle }) {
        const { slide } = beforeFirstSlide(chunksOf(bundle ?? {}));
        return [...slide].map((file): HtmlTagDescriptor => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
          injectTo: 'head',
        }));
      },
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const chunks = chunksOf(bundle);
        const { page, slide } = beforeFirstSlide(chunks);
        const sizes = [...page, ...slide].map((file) => ({
          file,
          bytes: gzipSync(chunks.get(file)?.code ?? '', { level: 9 }).length,
        }));
        const sum = sizes.reduce((total, { bytes }) => total + bytes, 0);
        if (sum <= BUDGET) return;
        const lines = sizes
          .toSorted((a, b) => b.bytes - a.bytes)
          .map(({ file, bytes }) => `  ${bytes} ${file}`);
        this.error(
          `JavaScript before the first slide: ${sum} bytes gzipped, ${BUDGET} at most\n${lines.join('\n')}`,
        );
      },
    },
  };
}

type Bundle = Parameters<Extract<Plugin['generateBundle'], { handler: unknown }>['handler']>[1];

function chunksOf(bundle: Bundle) {
  return new Map(
    Object.entries(bundle).flatMap(([file, part]) =>
      part.type === 'chunk' ? [[file, part] as const] : [],
    ),
  );
}
