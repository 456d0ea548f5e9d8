import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longest-first.ts';

/** They compute and share nothing, so that a thread is enough for each file, and no core need wait. */
const computing = {
  pool: 'threads',
  maxWorkers: Math.max(2, availableParallelism() - 1),
  testTimeout: 30_000,
} as const;

/** They wait more than they work; a third at once would let those fail that count time. */
const waiting = { maxWorkers: 2, sequence: { groupOrder: 1 } } as const;

/** Tests of the platform in workerd have a configuration of their own: vitest.workers.config.ts. */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      { test: { ...computing, name: 'unit', include: ['{src,durable-objects,workers,client}/**/*.test.ts'] } },
      {
        test: {
          ...computing,
          name: 'contract',
          include: ['test/contract/**/*.test.ts', 'test/architecture.test.ts'],
        },
      },
      {
        test: {
          ...waiting,
          name: 'local',
          include: ['local/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...waiting,
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: ['test/templates/on-demand.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
