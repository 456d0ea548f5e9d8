import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

/** Tests that run inside workerd, with the real Durable Objects. */
export default defineConfig({
  plugins: [
    cloudflareTest({
      main: './test/workers/entry.ts',
      miniflare: {
        compatibilityDate: '2026-10-23',
        cf: false,
        durableObjects: {
          CHANNEL: { className: 'Channel', useSQLite: true },
          SOURCE_GATE: { className: 'SourceGate', useSQLite: true },
        },
      },
    }),
  ],
  test: { name: 'workers', include: ['test/workers/**/*.test.ts'] },
});
