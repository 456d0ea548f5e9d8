import { expect, test } from 'vitest';
import type { News } from '../../model/records.ts';
import { clean } from '../clean.ts';
import { article } from '../examples.ts';
import { duplicate } from './duplicate.ts';

const naspers = { instrument_id: 'XJSE:NPN', field: 'title', start: 0, end: 7, text: 'Naspers' } as const;
const mentioning = (...mentions: News['mentions']): News => ({ ...article, mentions });
const found = (...news: News[]) =>
  clean({ rows: { news }, rejected: [] }, [duplicate], { fetchedAt: '2026-11-24T00:00:00.000Z' }).rejected.map(
    ({ reason }) => reason,
  );

test('lists that say the same are the same', () => {
  expect(found(mentioning({ ...naspers }), mentioning({ ...naspers }))).toEqual([
    'The payload repeats this record, and once is enough.',
  ]);
});

test('lists that say something else are named', () => {
  expect(found(mentioning(naspers), { ...mentioning(), title: 'Court rebukes police' })).toEqual([
    'A later record of the payload gives it another title, mentions, and the last word stands.',
  ]);
});
