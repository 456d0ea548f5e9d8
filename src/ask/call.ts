/** A call of the API, as `POST /v1/query` takes it; the screener's has a body. */
export interface Call {
  readonly operation: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export type Row = Readonly<Record<string, unknown>>;

/** What a call answered. */
export interface Outcome {
  readonly status: number;
  readonly data: unknown;
  readonly meta: Row;
  /** What the problem says, where there is no answer. */
  readonly problem: string | null;
}

/** A figure of an answer: copied from what a call answered, or computed from such by what `name` says. */
export interface Value {
  readonly name: string;
  readonly value: string;
  readonly unit: string | null;
  readonly time: string | null;
  readonly of: string;
  readonly fetch_ids: readonly string[];
}

export interface Told {
  readonly sentence: string;
  readonly values: readonly Value[];
  /** Paths of more, such as how a score is made. */
  readonly links?: readonly string[];
}

type Given = Readonly<Record<string, string | number | null | undefined>>;

/** A call without what is not given. */
export function call(operation: string, params: Given, query: Given = {}, body?: unknown): Call {
  return { operation, params: said(params), query: said(query), ...(body === undefined ? {} : { body }) };
}

const said = (given: Given): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) =>
      value === null || value === undefined ? [] : [[name, String(value)]],
    ),
  );

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

export const rowsOf = (outcome: Outcome | undefined): readonly Row[] => {
  const given = outcome?.data;
  return Array.isArray(given) ? given.filter(isRow) : isRow(given) ? [given] : [];
};
export const rowOf = (value: unknown): Row => (isRow(value) ? value : {});
export const listOf = (value: unknown): readonly Row[] => (Array.isArray(value) ? value.filter(isRow) : []);

/** A field as text; null where it is none. */
export function text(row: Row | undefined, field: string): string | null {
  const value = row?.[field];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;
}

/** The fetches that a row rests on, those of what it was computed from included. */
export function fetchIdsOf(row: Row | undefined): string[] {
  const own = text(row, 'fetch_id');
  const behind = listOf(row?.path).flatMap((one) => text(one, 'fetch_id') ?? []);
  return [...new Set([...(own === null ? [] : [own]), ...behind])];
}
