import { getTableConfig } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import { naturalKeys } from '../../src/model/natural-key.ts';
import { datasets } from '../../src/model/symbol.ts';
import { recordTables } from '../../src/storage/schema/record-tables.ts';

test.each(datasets)('a stored %s is known by its natural key and its source', (dataset) => {
  const columns = getTableConfig(recordTables[dataset]).primaryKeys[0]?.columns.map(({ name }) => name) ?? [];
  expect(columns.sort()).toEqual([...naturalKeys[dataset], 'source'].sort());
});
