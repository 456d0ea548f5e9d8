import { expect, test } from 'vitest';
import { negotiated } from './negotiate.ts';

const offers = ['application/json', 'text/csv', 'application/x-ndjson'] as const;

test.each([
  [undefined, 'application/json'],
  ['', 'application/json'],
  ['*/*', 'application/json'],
  ['text/csv', 'text/csv'],
  ['TEXT/CSV; charset=utf-8', 'text/csv'],
  ['text/*', 'text/csv'],
  ['application/*', 'application/json'],
  ['text/csv;q=0.5, application/json', 'application/json'],
  ['text/csv, application/json;q=0.9', 'text/csv'],
  ['application/json;q=0, */*', 'text/csv'],
  ['text/csv;q=0, */*;q=0.1', 'application/json'],
  ['application/x-ndjson;q=0.2,text/csv;q=0.1', 'application/x-ndjson'],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'application/json'],
  ['image/png', 'application/json'],
  ['text/csv;q=nonsense', 'application/json'],
])('Accept: %s is sent %s', (accept, sent) => {
  expect(negotiated(accept, [...offers])).toBe(sent);
});
