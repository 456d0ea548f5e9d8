import { WizError } from '../core/errors.ts';

/** Where a page ended, as an opaque text. */
export function encodeCursor(position: readonly string[] | string | null): string | null {
  if (position === null) return null;
  const parts = typeof position === 'string' ? [position] : position;
  return btoa(JSON.stringify(parts)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** What a part of a position must look like: it goes into a query as it is. */
export interface PartShape {
  test(text: string): boolean;
}

/** The position in a cursor, each part of the expected form. */
export function decodeCursor(cursor: string | undefined, shapes: readonly PartShape[]): string[] | null {
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

export const unknownCursor = (): WizError =>
  new WizError('invalid_request', 'cursor: must be a next_cursor that this endpoint answered; leave it out to start');

const dayPattern = /^(?:1[0-9]|[2-9]\d)\d\d-\d\d-\d\d$/;
const instantPattern = /^(?:1[0-9]|[2-9]\d)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** A moment that there was, and that reads back as it was written: no 30 February. */
const isMoment = (text: string, instant: string): boolean => {
  const ms = Date.parse(instant);
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(text);
};

/** A day or an instant that Postgres understands. */
export const dayShape: PartShape = {
  test: (text) => dayPattern.test(text) && isMoment(text, `${text}T00:00:00.000Z`),
};
export const instantShape: PartShape = { test: (text) => instantPattern.test(text) && isMoment(text, text) };
export const idShape = /^[A-Za-z0-9:._&-]{1,96}$/;
/** Whatever names a row beside its time. */
export const textShape = /^[^\0]{1,200}$/s;
export const countShape = /^\d{1,9}$/;
