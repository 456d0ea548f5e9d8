import { asOfPaths, version } from './contract.ts';
import { errorOf, WizDataError } from './problem-error.ts';
import type { AnswerOf, Arguments, InputOf, Method, OperationOf, PathOf, RowOf, Schemas } from './types.ts';

export { type ProblemCode, WizDataError } from './problem-error.ts';
export type { Problem, Schemas } from './types.ts';

export interface ClientOptions {
  /** Where the API is: `https://api.example.com`. */
  readonly baseUrl: string;
  /** `wiz_live_...` or `wiz_test_...`; reading works without one. */
  readonly key?: string;
  /** Answers look as they did in this version; left out, as in the one that the types are of. */
  readonly version?: string;
  /** Every read that can is asked as of this moment. */
  readonly asOf?: string;
  /** How often a request is sent again where the table of problems says that it makes sense. */
  readonly retries?: number;
  /** Longer waits are the caller's to decide: the problem is thrown, with its `retryAfter`. */
  readonly maxWaitMs?: number;
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  readonly wait?: (ms: number) => Promise<void>;
}

/** What an operation of any path may be given. */
interface AnyInput {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

interface Page {
  readonly data: unknown;
  readonly meta: { readonly next_cursor: string | null };
}

type Call<M extends Method> = <P extends PathOf<M>>(
  path: P,
  ...input: Arguments<OperationOf<M, P>>
) => Promise<AnswerOf<OperationOf<M, P>>>;

type Pages = <P extends PathOf<'get'>>(
  path: P,
  ...input: Arguments<OperationOf<'get', P>>
) => AsyncGenerator<AnswerOf<OperationOf<'get', P>>>;

type Rows = <P extends PathOf<'get'>>(
  path: P,
  ...input: Arguments<OperationOf<'get', P>>
) => AsyncGenerator<RowOf<OperationOf<'get', P>>>;

export interface Client {
  readonly get: Call<'get'>;
  readonly post: Call<'post'>;
  readonly patch: Call<'patch'>;
  readonly delete: Call<'delete'>;
  /** Page after page, until there is none. */
  readonly pages: Pages;
  /** Row after row, through all pages. */
  readonly rows: Rows;
  /** What a call would cost, and what is left. Nothing is spent and nothing is done. */
  readonly cost: <M extends Method, P extends PathOf<M>>(
    method: M,
    path: P,
    ...input: Arguments<OperationOf<M, P>>
  ) => Promise<Schemas['Cost']>;
  /** The same client in a past moment. */
  asOf(moment: string): Client;
}

export function createClient(options: ClientOptions): Client {
  const { retries = 3, maxWaitMs = 60_000, wait = pause, fetch: send = (url, init) => fetch(url, init) } = options;

  async function call(method: Method, path: string, input: AnyInput = {}): Promise<unknown> {
    const url = urlOf(path, input);
    const init = { ...requestOf(method, input), ...(input.signal && { signal: input.signal }) };
    // A write that nobody named may have been done although its answer was lost.
    const repeatable = method === 'get' || input.idempotencyKey !== undefined;
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await send(url, init).catch((error: unknown) => error as Error);
      if (outcome instanceof Response && outcome.ok) return await read(outcome);
      const failure = outcome instanceof Response ? await errorOf(outcome) : outcome;
      const again = failure instanceof WizDataError ? failure.retry : failure.name === 'TypeError';
      // Being too fast is said before anything is done.
      const safe = repeatable || (failure instanceof WizDataError && failure.status === 429);
      const waitMs = waitBefore(failure, attempt);
      if (!again || !safe || attempt >= retries || waitMs > maxWaitMs) throw failure;
      await wait(waitMs);
    }
  }

  function urlOf(path: string, { path: names = {}, query = {} }: AnyInput): string {
    const place = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(names[name] ?? ''));
    const moment = options.asOf !== undefined && asOfPaths.includes(path) ? { as_of: options.asOf } : {};
    const given = Object.entries({ ...moment, ...query }).filter(([, value]) => value !== undefined && value !== null);
    const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
    return `${options.baseUrl.replace(/\/$/, '')}${place}${search === '' ? '' : `?${search}`}`;
  }

  function requestOf(method: Method, { body, idempotencyKey }: AnyInput): RequestInit {
    const headers: Record<string, string> = { 'wiz-version': options.version ?? version };
    if (options.key !== undefined) headers.authorization = `Bearer ${options.key}`;
    if (idempotencyKey !== undefined) headers['idempotency-key'] = idempotencyKey;
    if (body !== undefined) headers['content-type'] = 'application/json';
    return { method: method.toUpperCase(), headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  }

  async function* pages(path: string, input: AnyInput = {}): AsyncGenerator<Page> {
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const query = cursor === undefined ? input.query : { ...input.query, cursor };
      const page = (await call('get', path, query === undefined ? input : { ...input, query })) as Page;
      yield page;
      cursor = page.meta.next_cursor;
    }
  }

  async function* rows(path: string, input?: AnyInput): AsyncGenerator<unknown> {
    for await (const { data } of pages(path, input)) yield* data as readonly unknown[];
  }

  async function cost(method: Method, path: string, input: AnyInput = {}): Promise<unknown> {
    const answer = await call(method, path, { ...input, query: { ...input.query, dry_run: 'cost' } });
    return ((await (answer as Response).json()) as Page).data;
  }

  const of = (method: Method) => (path: string, input?: AnyInput) => call(method, path, input);
  // The document's types stand in front of what is the same for all paths.
  return {
    ...{ get: of('get'), post: of('post'), patch: of('patch'), delete: of('delete'), cost, pages, rows },
    asOf: (moment: string) => createClient({ ...options, asOf: moment }),
  } as unknown as Client;
}

const read = async (response: Response): Promise<unknown> =>
  response.headers.get('content-type') === 'application/json' ? await response.json() : response;

function waitBefore(failure: Error, attempt: number): number {
  if (failure instanceof WizDataError && failure.retryAfter !== null) return failure.retryAfter * 1000;
  return 250 * 2 ** attempt;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export type { InputOf, PathOf, RowOf };
