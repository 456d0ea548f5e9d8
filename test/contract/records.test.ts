import { getTableColumns } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { provenanceFields, recordSchemas } from '../../src/model/records.ts';
import { datasets } from '../../src/model/symbol.ts';
import { recordTables } from '../../src/storage/schema/record-tables.ts';

/** A field that a table does not know would be dropped in silence on its way to the database. */
describe.each(datasets)('%s', (dataset) => {
  test('has one spelling in the model and in its table', () => {
    const fields = [...Object.keys(recordSchemas[dataset].shape), ...Object.keys(provenanceFields.shape)];
    expect(Object.keys(getTableColumns(recordTables[dataset])).sort()).toEqual(fields.sort());
  });

  test('may be absent in the table exactly where it may be null in the model', () => {
    const columns = getTableColumns(recordTables[dataset]);
    for (const [field, schema] of Object.entries(recordSchemas[dataset].shape)) {
      expect(columns[field]?.notNull, field).toBe(!schema.safeParse(null).success);
    }
  });
});
