import { expect, test } from 'vitest';
import { parseConfig } from '../../src/core/config.ts';
import { ingestConfig } from './env.ts';

const ecb = { base_url: 'http://127.0.0.1:1', is_sample: true };
const bound = (text?: string) => ({ ENVIRONMENT: 'local', SOURCE_SETTINGS: text });

test('sources are reached as configured, and by their own defaults without it', () => {
  const text = JSON.stringify({ ecb: { ...ecb, from: '2020-12-31' } });
  expect(parseConfig(ingestConfig, bound(text), 'ingest').SOURCE_SETTINGS.ecb).toEqual({ ...ecb, from: '2020-12-31' });
  expect(parseConfig(ingestConfig, bound(), 'ingest').SOURCE_SETTINGS).toEqual({});
});

test.each(['hunter2', '{"ecb":{"base_url":"hunter2"}}', '[]'])('%s is refused by the name of its key alone', (text) => {
  const parse = () => parseConfig(ingestConfig, bound(text), 'ingest');
  expect(parse).toThrow(/SOURCE_SETTINGS/);
  expect(parse).not.toThrow(/hunter/);
  expect(parse).toThrow(expect.objectContaining({ code: 'config_invalid' }));
});
