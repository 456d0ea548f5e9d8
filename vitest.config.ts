import { defineConfig } from 'vitest/config';

/** Tests of the platform in workerd have a configuration of their own: vitest.workers.config.ts. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['{src,durable-objects,workers,client}/**/*.test.ts'] } },
      {
        test: {
          name: 'contract',
          include: ['test/contract/**/*.test.ts', 'test/architecture.test.ts'],
          testTimeout: 30_000,
        },
      },
      { test: { name: 'local', include: ['local/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // They wait more than they work; a third would let those fail that count time.
          maxWorkers: 2,
        },
      },
    ],
  },
});
