import type { z } from 'zod';

/** What a tool asks of the API, with the caller's own key, limits and costs. */
export interface ApiRequest {
  readonly method?: 'GET' | 'POST';
  /** Path and query. */
  readonly path: string;
  readonly body?: unknown;
}

/** One file of this shape and one line in `index.ts` are a tool. */
export interface Tool<I extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  /** Read by a model each time it sees the list, so that each word is paid for. */
  readonly description: string;
  readonly input: I;
  request(input: z.output<I>): ApiRequest;
}

/** Forgets the input's type: a tool is only given what its own schema has read. */
export const tool = <I extends z.ZodObject>(definition: Tool<I>): Tool => definition as unknown as Tool;

type Value = string | number | boolean | readonly string[] | undefined;

/** A path with what is given of its query. */
export function pathOf(path: string, query: Readonly<Record<string, Value>> = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(String(value))}`],
  );
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

/** A segment of a path. Dots alone would lead to another operation; so they are an id that nothing has. */
export const segment = (text: string): string => encodeURIComponent(text).replace(/^\.{1,2}$/, '-');
