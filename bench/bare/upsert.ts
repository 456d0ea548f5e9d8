import { getTableConfig } from 'drizzle-orm/pg-core';
import type { Rows } from '../../src/model/parsed.ts';
import { type Dataset, datasets } from '../../src/model/symbol.ts';
import type { Database, Statement } from '../../src/storage/client.ts';
import { recordTables } from '../../src/storage/schema/record-tables.ts';
import { chunkRows, chunksPerTrip, type Provenance } from '../../src/storage/store.ts';

/** What writing rows costs at least: upserts by unnest that write where something differs, in chunks as large as ours. */
export async function bareUpsert(db: Database, rows: Rows, provenance: Provenance): Promise<void> {
  const statements = datasets.flatMap((dataset) => statementsFor(dataset, rows[dataset] ?? [], provenance));
  for (let at = 0; at < statements.length; at += chunksPerTrip) {
    await db.batch(statements.slice(at, at + chunksPerTrip));
  }
}

function statementsFor(dataset: Dataset, rows: readonly object[], provenance: Provenance): Statement[] {
  const { primaryKeys, columns } = getTableConfig(recordTables[dataset]);
  const key = (primaryKeys[0]?.columns ?? []).map(({ name }) => name);
  const constant = Object.keys(provenance);
  const own = columns.filter(({ name }) => name !== 'rev' && !constant.includes(name));
  const names = [...own.map(({ name }) => `"${name}"`), ...constant].join(', ');
  const values = own.map(({ name }) => name).filter((name) => !key.includes(name));
  const list = (of: string) => values.map((name) => `${of}."${name}"`).join(', ');
  const text = `INSERT INTO "${dataset}" AS t (${names})
    SELECT i.*, ${constant.map((_, index) => `$${own.length + index + 1}`).join(', ')}
    FROM unnest(${own.map((column, index) => `$${index + 1}::${column.getSQLType()}[]`).join(', ')}) AS i
    ON CONFLICT (${key.map((name) => `"${name}"`).join(', ')})
    DO UPDATE SET ${values.map((name) => `"${name}" = EXCLUDED."${name}"`).join(', ')}
    WHERE (${list('t')}) IS DISTINCT FROM (${list('EXCLUDED')})`;
  const statements: Statement[] = [];
  for (let at = 0; at < rows.length; at += chunkRows) {
    const chunk = rows.slice(at, at + chunkRows) as readonly Record<string, unknown>[];
    const arrays = own.map(({ name }) => chunk.map((row) => row[name] ?? null));
    statements.push({ text, params: [...arrays, ...Object.values(provenance)] });
  }
  return statements;
}
