import type { Database, Row, Statement } from './client.ts';

interface Waiting {
  readonly statements: readonly Statement[];
  resolve(results: Row[][]): void;
  reject(error: unknown): void;
}

/**
 * A database whose callers go together: what is asked in one turn makes one trip. Where the trip fails, each asks for
 * itself, so that a statement that is refused fails nobody else.
 */
export function gathered(db: Database): Database {
  let waiting: Waiting[] = [];

  async function depart(): Promise<void> {
    const aboard = waiting;
    waiting = [];
    try {
      const results = await db.batch(aboard.flatMap(({ statements }) => statements));
      let at = 0;
      for (const { statements, resolve } of aboard) {
        resolve(results.slice(at, at + statements.length));
        at += statements.length;
      }
    } catch (error) {
      if (aboard.length === 1) aboard[0]?.reject(error);
      else for (const one of aboard) db.batch(one.statements).then(one.resolve, one.reject);
    }
  }

  const ask = (statements: readonly Statement[]): Promise<Row[][]> =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setTimeout(depart, 0);
      waiting.push({ statements, resolve, reject });
    });

  return {
    query: async (text, params = []) => ((await ask([{ text, params }]))[0] ?? []) as never,
    batch: (statements) => ask(statements),
  };
}
