import { Column, getTableColumns, getViewSelectedFields, is, View } from 'drizzle-orm';
import type { PgTable, PgView } from 'drizzle-orm/pg-core';

/** A column and the SQL that spells it for the wire: decimals with their stored digits, instants in UTC. */
export interface WireColumn {
  readonly name: string;
  readonly sql: string;
}

export function wireColumns(of: PgTable | PgView): readonly WireColumn[] {
  const columns: readonly unknown[] = Object.values(is(of, View) ? getViewSelectedFields(of) : getTableColumns(of));
  return columns
    .filter((column) => is(column, Column))
    .map((column) => {
      const name = column.name;
      const type = column.getSQLType();
      if (type === 'numeric' || type === 'date') return { name, sql: `"${name}"::text` };
      if (type.startsWith('timestamp')) return { name, sql: `wire_instant("${name}")` };
      return { name, sql: `"${name}"` };
    });
}

export const selectList = (columns: readonly WireColumn[]): string =>
  columns.map(({ name, sql }) => `${sql} AS "${name}"`).join(', ');
