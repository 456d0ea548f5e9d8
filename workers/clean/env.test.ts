import { expect, test } from 'vitest';
import { parseConfig } from '../../src/core/config.ts';
import { cleanConfig } from './env.ts';

const bindings = { ENVIRONMENT: 'local', DATABASE_URL: 'postgres://127.0.0.1/postgres' };

test('months that are written without a guard turn cold nowhere: the Worker refuses, naming the variable', () => {
  const parsed = (variables: object) => () => parseConfig(cleanConfig, { ...bindings, ...variables }, 'clean');
  expect(parsed({ COLD_AFTER_MONTHS_INTRADAY: '2' })()).toMatchObject({ COLD_AFTER_MONTHS_INTRADAY: 2 });
  for (const name of ['COLD_AFTER_MONTHS_INTRADAY', 'COLD_AFTER_MONTHS_DAILY']) {
    for (const value of ['1', '0', '-3', '', '2.5', 'three']) {
      expect(parsed({ [name]: value }), value).toThrow(
        expect.objectContaining({ code: 'config_invalid', message: expect.stringContaining(name) }),
      );
    }
  }
});
