import type { SchemaElement } from 'hyparquet';
import { digitsOf64Bits } from './scaled-decimal.ts';

const required = (name: string, rest: Partial<SchemaElement>): SchemaElement => ({
  name,
  repetition_type: 'REQUIRED',
  ...rest,
});

export const optional = (element: SchemaElement): SchemaElement => ({ ...element, repetition_type: 'OPTIONAL' });

export const text = (name: string): SchemaElement =>
  required(name, { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } });
export const boolean = (name: string): SchemaElement => required(name, { type: 'BOOLEAN' });
export const int32 = (name: string): SchemaElement => required(name, { type: 'INT32' });
export const int64 = (name: string): SchemaElement => required(name, { type: 'INT64' });
export const date = (name: string): SchemaElement =>
  required(name, { type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' } });
export const timestamp = (name: string): SchemaElement =>
  required(name, {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  });

/** Digits of a decimal of 128 bits. */
export const mostDigits = 38;

/** A number of up to so many digits in all, `scale` of them after the point; in 64 bits where they suffice. */
export const decimal = (name: string, scale: number, digits: number): SchemaElement => {
  const precision = digits <= digitsOf64Bits ? digitsOf64Bits : mostDigits;
  return required(name, {
    ...(precision === digitsOf64Bits ? { type: 'INT64' } : { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16 }),
    converted_type: 'DECIMAL',
    scale,
    precision,
    logical_type: { type: 'DECIMAL', scale, precision },
  });
};
