import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { budget } from './build/budget.ts';
import { deck } from './build/deck.ts';
import { recorded } from './build/recorded.ts';
import { repositoryOf } from './build/repository.ts';
import { scripts } from './build/scripts.ts';

export default defineConfig({
  define: {
    'import.meta.env.VITE_REPOSITORY': JSON.stringify(
      repositoryOf(join(import.meta.dirname, '../../package.json')),
    ),
  },
  plugins: [recorded(), scripts(), deck(), budget(), react()],
  build: {
    target: 'es2022',
    // The polyfill is an inline script in disguise, and every browser with ES2022 preloads modules.
    modulePreload: { polyfill: false },
    // A font as a data: URL would need a wider content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    // main.tsx configures zod before any schema is made, in whichever chunk that is.
    rolldownOptions: {
      input: ['index.html', 'gallery.html'].map((page) => join(import.meta.dirname, page)),
      output: { strictExecutionOrder: true },
    },
  },
  server: {
    // `vite` beside a running hub: HUB is where it listens.
    proxy: { '/socket.io': { target: 'http://127.0.0.1:7480', ws: true } },
  },
});
