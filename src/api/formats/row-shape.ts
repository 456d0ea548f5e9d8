import type { z } from '@hono/zod-openapi';
import { isDecimal } from '../../core/decimal.ts';
import type { RecordColumn } from '../../lake/cold/public-records.ts';
import { decimal } from '../../model/records.ts';
import { type FileFormat, mediaTypes } from './formats.ts';

/** What the rows of a list look like, as its schema says. */
export interface RowShape {
  /** In the order in which a row has them. */
  readonly fields: readonly string[];
  /** The fields that are single values, of which tables are made. */
  readonly columns: readonly RecordColumn[];
  /** A field that holds decimals by name, of which tables are made too. */
  readonly spread: string | null;
  /** Fields that only some answers have. */
  readonly sometimes: ReadonlySet<string>;
  /** Fields of the columnar form, where all of it is columns. */
  readonly columnar: readonly string[] | null;
  readonly formats: readonly FileFormat[];
  /** Whether the endpoint itself answers with columns where `format` says so. */
  readonly hasColumns: boolean;
  /** Where `format` chooses among rows and does not say how they are sent. */
  readonly filtersByFormat: boolean;
}

interface Offer {
  readonly method: string;
  readonly query: z.ZodObject;
  readonly response: z.ZodType | 'bytes';
  readonly protocol?: string;
  /** False where a row holds rows, which no table shows. */
  readonly asTable?: false;
  /** Its rows are figures along time, which people load as columns. */
  readonly asParquet?: true;
  readonly spread?: string;
}

/** The shape of a list's rows; null of what is no list that is read. */
export function rowShape({ method, query, response, protocol, asTable, asParquet, spread }: Offer): RowShape | null {
  if (method !== 'GET' || response === 'bytes' || protocol !== undefined) return null;
  const alternatives = alternativesOf(response);
  const rows = alternatives.flatMap((schema) => {
    const row = isOf(schema, 'array') ? bare(schema.element as z.ZodType) : null;
    return row !== null && isOf(row, 'object') ? [row.shape as z.ZodRawShape] : [];
  });
  const [widest] = rows.toSorted((one, other) => Object.keys(other).length - Object.keys(one).length);
  if (widest === undefined) return null;
  const fields = Object.keys(widest);
  const columnar = alternatives.find(isColumnar);
  const tables: readonly FileFormat[] = asTable === false ? [] : asParquet ? ['csv', 'parquet', 'arrow'] : ['csv'];
  return {
    fields,
    columns: fields.flatMap((name) => columnOf(name, widest[name] as z.ZodType)),
    spread: spread ?? null,
    sometimes: new Set(fields.filter((name) => rows.some((row) => !Object.hasOwn(row, name)))),
    columnar: columnar === undefined ? null : Object.keys((columnar as z.ZodObject).shape),
    formats: (Object.keys(mediaTypes) as FileFormat[]).filter((name) => name === 'ndjson' || tables.includes(name)),
    hasColumns: query.shape.format?.safeParse('columns').success === true,
    filtersByFormat: query.shape.format?.safeParse('rows').success === false,
  };
}

interface Kinds {
  readonly array: z.ZodArray;
  readonly object: z.ZodObject;
  readonly union: z.ZodUnion<readonly z.ZodType[]>;
  readonly record: z.ZodRecord<z.core.$ZodRecordKey, z.ZodType>;
  readonly number: z.ZodNumber;
  readonly string: z.ZodString;
}

const isOf = <K extends keyof Kinds>(schema: z.ZodType, kind: K): schema is Kinds[K] & z.ZodType =>
  schema._zod.def.type === kind;

export const alternativesOf = (schema: z.ZodType): readonly z.ZodType[] =>
  isOf(schema, 'union') ? schema.options : [schema];

/** Without what says that it may be absent. */
function bare(schema: z.ZodType): z.ZodType {
  const { innerType } = schema._zod.def as { innerType?: z.ZodType };
  return innerType === undefined ? schema : bare(innerType);
}

const typesInSql: Readonly<Record<string, string>> = {
  string: 'text',
  enum: 'text',
  literal: 'text',
  boolean: 'boolean',
};

/** What a list looks like of which some fields are asked for. */
export function selectedOf(response: z.ZodType): readonly z.ZodType[] {
  const some = (schema: z.ZodType) => (schema as z.ZodObject).partial();
  return alternativesOf(response).flatMap((schema) => {
    if (isOf(schema, 'object')) return isColumnar(schema) ? [marked(some(schema))] : [];
    return isOf(schema, 'array') && isOf(schema.element as z.ZodType, 'object')
      ? [marked(some(schema.element as z.ZodType).array())]
      : [];
  });
}

/** Whose types follow the document knows them from whole rows by it. */
const marked = (schema: z.ZodType) => schema.openapi({ 'x-selected': true, description: 'With `fields`' });

/** As SQL would type it; none where it is no single value. */
function columnOf(name: string, schema: z.ZodType): readonly RecordColumn[] {
  const value = bare(schema);
  const type = isDecimalField(value) ? 'numeric' : (typeByFormat(value) ?? typesInSql[value._zod.def.type]);
  return type === undefined ? [] : [{ name, type, nullable: true }];
}

/** Whether all that there is of a field's values stands in one array, or in one of each name. */
function isColumn(schema: z.ZodType): boolean {
  const value = bare(schema);
  if (isOf(value, 'record')) return isColumn(value.valueType);
  return columnOf('', isOf(value, 'array') ? (value.element as z.ZodType) : value).length > 0;
}

/** Descriptions make copies of a schema, which keep its checks. */
const isDecimalField = (schema: z.ZodType): boolean =>
  decimal._zod.def.checks?.some((check) => schema._zod.def.checks?.includes(check)) === true;

function typeByFormat(schema: z.ZodType): string | undefined {
  const { format } = schema as { format?: string | null };
  if (isOf(schema, 'number')) return 'integer';
  return format === 'datetime' ? 'timestamp' : format === 'date' ? 'date' : undefined;
}

const isColumnar = (schema: z.ZodType): boolean =>
  isOf(schema, 'object') && Object.values(schema.shape as z.ZodRawShape).every((field) => isColumn(field as z.ZodType));

/** The shape of rows of an older version, of which there is no schema: what the first one has. */
export function olderShape(shape: RowShape, data: unknown): RowShape {
  const first: unknown = Array.isArray(data) ? data[0] : undefined;
  if (typeof first !== 'object' || first === null) return shape;
  const columns = Object.entries(first).flatMap(([name, value]) => {
    const known = shape.columns.find((column) => column.name === name);
    if (known !== undefined) return [known];
    return typeof value === 'object' && value !== null ? [] : [{ name, type: typeOfValue(value), nullable: true }];
  });
  return { ...shape, fields: Object.keys(first), columns, sometimes: new Set() };
}

const typeOfValue = (value: unknown): string =>
  typeof value === 'boolean' ? 'boolean' : typeof value === 'string' && isDecimal(value) ? 'numeric' : 'text';
