import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: ['./src/storage/schema/records.ts', './src/storage/schema/operations.ts'],
  out: './migrations',
});
