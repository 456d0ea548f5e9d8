import { expect, test } from 'vitest';
import { flights } from './flights.ts';

const never = new Promise<void>(() => undefined);

test('work of one name is done once for all who wait, and anew for who comes later', async () => {
  let done = 0;
  const all = flights<number>(
    () => undefined,
    () => never,
  );
  const work = async () => {
    await Promise.resolve();
    return ++done;
  };
  const first = await Promise.all([all.join('a', work), all.join('a', work), all.join('b', work)]);
  expect(first).toEqual([
    { value: 1, isOwn: true },
    { value: 1, isOwn: false },
    { value: 2, isOwn: true },
  ]);
  expect((await all.join('a', work)).value).toBe(3);
});

test('a failure is that of all who waited, and of nobody later', async () => {
  const all = flights<number>(
    () => undefined,
    () => never,
  );
  const failing = async () => {
    await Promise.resolve();
    throw new Error('away');
  };
  const both = await Promise.allSettled([all.join('a', failing), all.join('a', failing)]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await all.join('a', async () => 7)).toEqual({ value: 7, isOwn: true });
});

test('of those who wait for what never ends, the first does it after a while, and the others wait for that', async () => {
  const patience = Promise.withResolvers<void>();
  const waits = [patience.promise, patience.promise];
  const all = flights<number>(
    () => undefined,
    () => waits.shift() ?? never,
  );
  all.begin('a', () => new Promise(() => undefined));
  const work = (value: number) => async () => {
    await new Promise((resolve) => setTimeout(resolve));
    return value;
  };
  const waited = [all.join('a', work(5)), all.join('a', work(6))];
  patience.resolve();
  expect(await Promise.all(waited)).toEqual([
    { value: 5, isOwn: true },
    { value: 5, isOwn: false },
  ]);
});

test('what is closed is heard of by those who wait, and joined by nobody', async () => {
  const all = flights<number>(
    () => undefined,
    () => never,
  );
  const first = Promise.withResolvers<number>();
  const before = [all.join('a', () => first.promise), all.join('a', async () => 0)];
  all.close();
  const after = await all.join('a', async () => 2);
  first.resolve(1);
  expect((await Promise.all([...before, after])).map(({ value }) => value)).toEqual([1, 1, 2]);
});

test('work that was begun for nobody is deferred, and its failure is nobody’s', async () => {
  const deferred: Promise<unknown>[] = [];
  const all = flights<number>((work) => deferred.push(work));
  all.begin('a', async () => {
    throw new Error('away');
  });
  expect(deferred).toHaveLength(1);
  await expect(deferred[0]).resolves.toBeUndefined();
});
