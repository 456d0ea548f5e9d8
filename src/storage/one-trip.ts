import type { Database, Row, Statement } from './client.ts';

/** Reads that do not need each other's answers, in one transaction and one trip. Each asks one thing, and asks it at once. */
export async function inOneTrip<T extends readonly unknown[]>(
  db: Database,
  reads: (db: Database) => { readonly [Index in keyof T]: Promise<T[Index]> },
): Promise<T> {
  const statements: Statement[] = [];
  const { promise: answered, resolve } = Promise.withResolvers<Row[][]>();
  const gathering: Database = {
    query: async (text, params) => {
      const at = statements.push({ text, ...(params && { params }) }) - 1;
      return ((await answered)[at] ?? []) as never;
    },
    batch: (more) => db.batch(more),
  };
  const read = Promise.all(reads(gathering));
  resolve(db.batch(statements));
  return (await read) as unknown as T;
}
