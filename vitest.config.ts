import { defineConfig } from 'vitest/config';
import { recorded } from './apps/slides/build/recorded.ts';
import { scripts } from './apps/slides/build/scripts.ts';

const LEAVE_ONE_OUT = 'packages/lab/test-labs/leave-one-out.integration.test.ts';
const REHEARSE = 'e2e/src/rehearse.e2e.ts';

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [recorded(), scripts()],
        test: {
          name: 'unit',
          include: ['{apps,packages,scripts}/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**', '**/*.integration.test.ts'],
          // Only for what hangs: the checks run beside them, and property tests compute for seconds.
          testTimeout: 30_000,
        },
      },
      {
        // Real namespaces, ptys and sockets: one file at a time, or they fight for two cores.
        test: {
          name: 'integration',
          include: ['{apps,packages}/**/*.integration.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**', LEAVE_ONE_OUT],
          fileParallelism: false,
          // Only for what hangs: a machine may be four times as slow as the one this was written on.
          testTimeout: 240_000,
          hookTimeout: 600_000,
        },
      },
      {
        // It waits for lost pings most of its time, and so runs beside the others.
        test: {
          name: 'leave-one-out',
          include: [LEAVE_ONE_OUT],
          testTimeout: 240_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/src/**/*.e2e.ts'],
          exclude: ['**/node_modules/**', REHEARSE],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        // The whole talk on six nodes waits for pings most of its time as well.
        test: { name: 'rehearse', include: [REHEARSE] },
      },
    ],
  },
});
