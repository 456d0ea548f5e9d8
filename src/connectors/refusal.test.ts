import { expect, test } from 'vitest';
import { refusal } from './refusal.ts';

const payload = {
  url: 'https://api.stlouisfed.org/fred/series/observations?series_id=DGS10',
  status: 200,
  headers: {},
  bytes: new Uint8Array(),
  fetched_at: '2026-11-24T00:00:00.000Z',
};

test.each([
  [401, 'invalid_app_id', 'source_denied'],
  [400, 'Bad Request.  The value for variable api_key is not registered.', 'source_denied'],
  [400, 'Bad Request.  The series does not exist.', 'source_changed'],
  [429, 'Too Many Requests.  Exceeded Rate Limit', 'source_unavailable'],
  [404, 'not found', 'source_changed'],
  [503, 'request exceeded 20s timeout', 'source_unavailable'],
])('%i "%s" is %s', (status, said, code) => {
  const error = refusal(payload, status, said);
  expect(error).toMatchObject({ code, message: `api.stlouisfed.org refused: ${said}` });
  expect(error.retry).toBe(code === 'source_unavailable');
});
