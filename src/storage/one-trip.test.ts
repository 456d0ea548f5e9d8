import { expect, test } from 'vitest';
import type { Database, Statement } from './client.ts';
import { inOneTrip } from './one-trip.ts';

function fakeDatabase(answer: (statements: readonly Statement[]) => Promise<Record<string, unknown>[][]>) {
  const trips: (readonly Statement[])[] = [];
  const db: Database = {
    query: () => Promise.reject(new Error('a trip of its own')),
    batch(statements) {
      trips.push(statements);
      return answer(statements);
    },
  };
  return { db, trips };
}

const count = async (db: Database, table: string): Promise<unknown> =>
  (await db.query('SELECT count FROM counted WHERE name = $1', [table]))[0]?.count;

test('reads beside each other make one trip, and each has its own answer', async () => {
  const { db, trips } = fakeDatabase(async (statements) => statements.map(({ params }) => [{ count: params?.[0] }]));
  expect(await inOneTrip(db, (one) => [count(one, 'bar'), count(one, 'rate')])).toEqual(['bar', 'rate']);
  expect(trips.map(({ length }) => length)).toEqual([2]);
});

test('a trip that fails fails all of its reads', async () => {
  const { db } = fakeDatabase(() => Promise.reject(new Error('away')));
  await expect(inOneTrip(db, (one) => [count(one, 'bar'), count(one, 'rate')])).rejects.toThrow('away');
});
