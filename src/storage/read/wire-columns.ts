import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';

/** A column and the SQL that spells it for the wire: decimals with their stored digits, instants in UTC. */
export interface WireColumn {
  readonly name: string;
  readonly sql: string;
}

export function wireColumns(table: PgTable): readonly WireColumn[] {
  return getTableConfig(table).columns.map((column) => {
    const name = column.name;
    const type = column.getSQLType();
    if (type === 'numeric' || type === 'date') return { name, sql: `"${name}"::text` };
    if (type.startsWith('timestamp')) return { name, sql: `wire_instant("${name}")` };
    return { name, sql: `"${name}"` };
  });
}

export const selectList = (columns: readonly WireColumn[]): string =>
  columns.map(({ name, sql }) => `${sql} AS "${name}"`).join(', ');
