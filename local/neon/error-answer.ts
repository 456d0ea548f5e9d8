import pg from 'pg';
import { SqlRequestError } from './sql-request.ts';

export interface ErrorAnswer {
  readonly status: number;
  readonly body: string;
}

/** What the driver turns into a `NeonDbError`: 400 with the fields Postgres gave, anything else by its status. */
export function errorAnswer(error: unknown): ErrorAnswer {
  if (error instanceof pg.DatabaseError) {
    const { severity, code, detail, hint, position, internalPosition, internalQuery, where } = error;
    const { schema, table, column, dataType, constraint, file, line, routine } = error;
    return {
      status: 400,
      body: JSON.stringify({
        message: error.message,
        ...{ severity, code, detail, hint, position, internalPosition, internalQuery, where },
        ...{ schema, table, column, dataType, constraint, file, line, routine },
      }),
    };
  }
  if (error instanceof SqlRequestError) return { status: 400, body: JSON.stringify({ message: error.message }) };
  const reason = error instanceof Error ? error.message || error.name : String(error);
  return { status: 503, body: `The local database cannot be reached: ${reason}` };
}
