/** Collects the parameters of a statement in the order in which its text names them. */
export interface Parameters {
  readonly values: readonly unknown[];
  /** The placeholder for a value: `$3`. */
  add(value: unknown): string;
}

export function parameters(): Parameters {
  const values: unknown[] = [];
  return {
    values,
    add(value) {
      values.push(value);
      return `$${values.length}`;
    },
  };
}

/** Conditions in SQL, each with the value that is `?` in it; a null leaves its condition out. */
export type Filters = Readonly<Record<string, string | null>>;

export const conditionsOf = (filters: Filters, p: Parameters): string[] =>
  Object.entries(filters).flatMap(([sql, value]) => (value === null ? [] : [sql.replace('?', p.add(value))]));

/** `q` as a pattern that finds it anywhere, its own wildcards taken literally. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;
