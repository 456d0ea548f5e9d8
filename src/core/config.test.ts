import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseConfig } from './config.ts';

const schema = z.object({ DATABASE_URL: z.url(), ENVIRONMENT: z.enum(['local', 'production']) });

test('bindings are parsed, with what else is bound left out', () => {
  const bindings = { DATABASE_URL: 'postgres://h/d', ENVIRONMENT: 'local', LAKE: {} };
  expect(parseConfig(schema, bindings, 'clean')).toEqual({ DATABASE_URL: 'postgres://h/d', ENVIRONMENT: 'local' });
});

test('what is missing or wrong is named, and no value is shown', () => {
  const bindings = { DATABASE_URL: 'hunter2', ENVIRONMENT: 'hunter3' };
  const failure = (() => {
    try {
      return parseConfig(schema, bindings, 'clean');
    } catch (error) {
      return error as Error;
    }
  })();
  expect(failure).toMatchObject({ code: 'config_invalid', detail: { keys: ['DATABASE_URL', 'ENVIRONMENT'] } });
  expect(JSON.stringify([failure, String(failure)])).not.toMatch(/hunter/);
});
