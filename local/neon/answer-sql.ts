import pg from 'pg';
import type { RolePools } from './role-pools.ts';
import type { SqlRequest, Statement } from './sql-request.ts';
import { type StatementResult, StatementRun } from './statement-run.ts';

/** Commands after which a session remembers something that the next request must not find. */
const leavesTraces = new Set(['SET', 'RESET', 'LISTEN', 'PREPARE', 'DECLARE', 'LOAD']);

/** Runs a request in a session of its role and gives the body of the answer. */
export async function answerSql(pools: RolePools, request: SqlRequest): Promise<object> {
  const client = await pools.connect(request.connectionString);
  const { begin, statements } = request;
  const run = new StatementRun(begin === undefined ? statements : [command(begin), ...statements, command('COMMIT')]);
  client.query(run);
  let results: StatementResult[];
  try {
    results = await run.finished;
  } catch (error) {
    await afterError(client, error, begin !== undefined);
    throw error;
  }
  void cleanAndRelease(client, results);
  if (begin === undefined) return toAnswer(results[0], statements[0]);
  return { results: results.slice(1, -1).map((result, index) => toAnswer(result, statements[index])) };
}

function command(text: string): Pick<Statement, 'text' | 'values'> {
  return { text, values: [] };
}

/** Neon's answer to one query: rows of the text Postgres wrote, with the fields that tell how to read it. */
function toAnswer(result: StatementResult | undefined, statement: Statement | undefined): object {
  if (result === undefined || statement === undefined) throw new Error('Postgres left a statement unanswered.');
  if (statement.rowsAsArrays) return { ...result, rowAsArray: true };
  const names = result.fields.map((field) => field.name);
  const rows = result.rows.map((row) => Object.fromEntries(row.map((text, index) => [names[index], text])));
  return { ...result, rows, rowAsArray: false };
}

async function afterError(client: pg.PoolClient, error: unknown, inTransaction: boolean): Promise<void> {
  const sessionLives = error instanceof pg.DatabaseError && error.severity !== 'FATAL';
  if (!sessionLives) {
    client.release(true);
    return;
  }
  const rolledBack = inTransaction ? await succeeds(client.query('ROLLBACK')) : true;
  client.release(!rolledBack);
}

async function cleanAndRelease(client: pg.PoolClient, results: readonly StatementResult[]): Promise<void> {
  // A lone BEGIN would hold its locks for ever: every request ends its own transaction.
  if (client.getTransactionStatus() !== 'I') {
    client.release(true);
    return;
  }
  const clean = results.some((result) => leavesTraces.has(result.command))
    ? await succeeds(client.query('DISCARD ALL'))
    : true;
  client.release(!clean);
}

function succeeds(query: Promise<unknown>): Promise<boolean> {
  return query.then(
    () => true,
    () => false,
  );
}
