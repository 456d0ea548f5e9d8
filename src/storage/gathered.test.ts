import { expect, test } from 'vitest';
import type { Database, Statement } from './client.ts';
import { gathered } from './gathered.ts';

function recording(refused = '') {
  const trips: string[][] = [];
  const db: Database = {
    query: () => Promise.reject(new Error('not asked one by one')),
    async batch(statements: readonly Statement[]) {
      trips.push(statements.map(({ text }) => text));
      if (statements.some(({ text }) => text === refused)) throw new Error(`${refused} is refused`);
      return statements.map(({ text }) => [{ text }]);
    },
  };
  return { db: gathered(db), trips };
}

test('what is asked in one turn makes one trip, and each hears its own answer', async () => {
  const { db, trips } = recording();
  const answers = await Promise.all([db.query('a'), db.batch([{ text: 'b' }, { text: 'c' }]), db.query('d')]);
  expect(answers).toEqual([[{ text: 'a' }], [[{ text: 'b' }], [{ text: 'c' }]], [{ text: 'd' }]]);
  expect(trips).toEqual([['a', 'b', 'c', 'd']]);
  await db.query('e');
  expect(trips).toHaveLength(2);
});

test('a statement that is refused fails nobody else', async () => {
  const { db, trips } = recording('b');
  const answers = await Promise.allSettled([db.query('a'), db.query('b'), db.query('c')]);
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(trips).toEqual([['a', 'b', 'c'], ['a'], ['b'], ['c']]);
});
