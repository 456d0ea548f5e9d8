import type { Connection, FieldDef, Submittable } from 'pg';
import type { Statement } from './sql-request.ts';

export interface StatementResult {
  command: string;
  rowCount: number | null;
  rows: (string | null)[][];
  fields: FieldDef[];
}

/**
 * Statements sent to Postgres in one trip by the extended protocol, so that a text with two statements is refused
 * here as it is on Neon. Rows stay the text Postgres wrote. After an error Postgres skips the rest by itself.
 * The `handle...` methods are those `pg` calls on whatever it is given to submit.
 */
export class StatementRun implements Submittable {
  readonly finished: Promise<StatementResult[]>;
  readonly #statements: readonly Pick<Statement, 'text' | 'values'>[];
  readonly #results: StatementResult[] = [];
  readonly #resolve: (results: StatementResult[]) => void;
  readonly #reject: (error: Error) => void;
  #current = emptyResult();

  constructor(statements: readonly Pick<Statement, 'text' | 'values'>[]) {
    this.#statements = statements;
    const { promise, resolve, reject } = Promise.withResolvers<StatementResult[]>();
    this.finished = promise;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  submit(connection: Connection): void {
    connection.stream.cork();
    for (const { text, values } of this.#statements) {
      connection.parse({ name: '', text, types: [] }, true);
      connection.bind({ values: [...values] }, true);
      connection.describe({ type: 'P', name: '' }, true);
      connection.execute({}, true);
    }
    connection.sync();
    connection.stream.uncork();
  }

  handleRowDescription(message: { fields: FieldDef[] }): void {
    this.#current.fields = message.fields;
  }

  handleDataRow(message: { fields: (string | null)[] }): void {
    this.#current.rows.push(message.fields);
  }

  handleCommandComplete(message: { text: string }): void {
    // "SELECT 3", "INSERT 0 3", "CREATE TABLE".
    const words = message.text.split(' ');
    const count = Number(words.at(-1));
    this.#current.command = words[0] ?? '';
    this.#current.rowCount = Number.isInteger(count) ? count : null;
    this.#next();
  }

  handleEmptyQuery(): void {
    this.#next();
  }

  handleReadyForQuery(): void {
    this.#resolve(this.#results);
  }

  handleError(error: Error): void {
    this.#reject(error);
  }

  /** There is no way to send rows after a query over HTTP; without a refusal Postgres would wait for them for ever. */
  handleCopyInResponse(connection: Connection & { sendCopyFail(reason: string): void }): void {
    connection.sendCopyFail('COPY FROM STDIN is not possible over HTTP');
    connection.sync();
  }

  handleCopyData(): void {}

  #next(): void {
    this.#results.push(this.#current);
    this.#current = emptyResult();
  }
}

function emptyResult(): StatementResult {
  return { command: '', rowCount: null, rows: [], fields: [] };
}
