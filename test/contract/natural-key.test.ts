import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import { naturalKeys } from '../../src/model/natural-key.ts';
import { type Dataset, datasets } from '../../src/model/symbol.ts';
import * as tables from '../../src/storage/schema/records.ts';

const tableOf = (dataset: Dataset): PgTable => ({ ...tables, corporate_action: tables.corporateAction })[dataset];

test.each(datasets)('a stored %s is known by its natural key and its source', (dataset) => {
  const columns = getTableConfig(tableOf(dataset)).primaryKeys[0]?.columns.map(({ name }) => name) ?? [];
  expect(columns.sort()).toEqual([...naturalKeys[dataset], 'source'].sort());
});
