import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';

/** A request the driver would never send; the sentence goes back as Neon's errors do. */
export class SqlRequestError extends Error {
  override readonly name = 'SqlRequestError';
}

export interface Statement {
  readonly text: string;
  readonly values: readonly (string | null)[];
  readonly rowsAsArrays: boolean;
}

export interface SqlRequest {
  readonly connectionString: string;
  readonly statements: readonly Statement[];
  /** The statement that opens the transaction of a batch; a single query needs none. */
  readonly begin: string | undefined;
}

const value = z.union([z.string(), z.null(), z.number().transform(String), z.boolean().transform(String)]);
const query = z.object({ query: z.string(), params: z.array(value).default([]), arrayMode: z.boolean().optional() });
const body = z.union([z.object({ queries: z.array(query) }), query]);

const isolationLevels: Readonly<Record<string, string>> = {
  ReadUncommitted: 'READ UNCOMMITTED',
  ReadCommitted: 'READ COMMITTED',
  RepeatableRead: 'REPEATABLE READ',
  Serializable: 'SERIALIZABLE',
};

/** What Neon's driver says in `POST /sql`: one query, or a batch for one transaction. */
export function parseSqlRequest(headers: IncomingHttpHeaders, text: string): SqlRequest {
  const connectionString = headers['neon-connection-string'];
  if (typeof connectionString !== 'string') throw new SqlRequestError('The Neon-Connection-String header is missing.');
  if (headers['neon-raw-text-output'] !== 'true') {
    throw new SqlRequestError('Only raw text is answered here: send Neon-Raw-Text-Output: true, as the driver does.');
  }
  const parsed = body.safeParse(parseJson(text));
  if (!parsed.success) throw new SqlRequestError(`The body is no query: ${z.prettifyError(parsed.error)}`);

  const arraysByDefault = headers['neon-array-mode'] === 'true';
  const toStatement = (one: z.infer<typeof query>): Statement => ({
    text: one.query,
    values: one.params,
    rowsAsArrays: one.arrayMode ?? arraysByDefault,
  });
  if ('queries' in parsed.data) {
    return { connectionString, statements: parsed.data.queries.map(toStatement), begin: beginOf(headers) };
  }
  return { connectionString, statements: [toStatement(parsed.data)], begin: undefined };
}

function beginOf(headers: IncomingHttpHeaders): string {
  const level = headers['neon-batch-isolation-level'];
  let begin = 'BEGIN';
  if (level !== undefined) {
    const named = typeof level === 'string' ? isolationLevels[level] : undefined;
    if (named === undefined) throw new SqlRequestError(`There is no isolation level "${level}".`);
    begin += ` ISOLATION LEVEL ${named}`;
  }
  begin += flag(headers['neon-batch-read-only'], ' READ ONLY', ' READ WRITE');
  begin += flag(headers['neon-batch-deferrable'], ' DEFERRABLE', ' NOT DEFERRABLE');
  return begin;
}

function flag(header: string | string[] | undefined, yes: string, no: string): string {
  if (header === undefined) return '';
  return header === 'true' ? yes : no;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SqlRequestError('The body is not JSON.');
  }
}
