import { WizError } from '../core/errors.ts';

/** Where a page ended, as an opaque text. */
export function encodeCursor(position: readonly string[] | string | null): string | null {
  if (position === null) return null;
  const parts = typeof position === 'string' ? [position] : position;
  return btoa(JSON.stringify(parts)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The position in a cursor, each part of the expected form. */
export function decodeCursor(cursor: string | undefined, shapes: readonly RegExp[]): string[] | null {
  if (cursor === undefined) return null;
  const parts = parse(cursor);
  if (!Array.isArray(parts) || parts.length !== shapes.length) throw unknownCursor();
  return shapes.map((shape, index) => {
    const part: unknown = parts[index];
    if (typeof part !== 'string' || !shape.test(part)) throw unknownCursor();
    return part;
  });
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    throw unknownCursor();
  }
}

const unknownCursor = () =>
  new WizError('invalid_request', 'cursor: must be a next_cursor that this endpoint answered; leave it out to start');

/** A day or an instant that Postgres understands. */
export const dayShape = /^(?:1[0-9]|[2-9]\d)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
export const instantShape =
  /^(?:1[0-9]|[2-9]\d)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
export const idShape = /^[A-Za-z0-9:._&-]{1,96}$/;
/** Whatever names a row beside its time. */
export const textShape = /^[^\0]{1,200}$/s;
export const countShape = /^\d{1,9}$/;
