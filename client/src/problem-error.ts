import { problemTable } from './contract.ts';
import type { Problem } from './types.ts';

export type ProblemCode = keyof typeof problemTable;

/** A refusal, with all that the API said of it. */
export class WizDataError extends Error {
  override readonly name = 'WizDataError';
  readonly status: number;
  /** Null where something between here and the API answered in its place. */
  readonly code: ProblemCode | null;
  readonly problem: Problem | null;
  /** Seconds, as the answer says. */
  readonly retryAfter: number | null;

  constructor(response: Response, problem: Problem | null) {
    super(problem?.detail ?? `The answer is ${response.status} and no problem`);
    this.status = response.status;
    this.problem = problem;
    const code = problem?.code ?? '';
    this.code = Object.hasOwn(problemTable, code) ? (code as ProblemCode) : null;
    const seconds = response.headers.get('retry-after');
    this.retryAfter = seconds !== null && /^\d+$/.test(seconds) ? Number(seconds) : null;
  }

  /** Whether the same request makes sense again: the table says it, never the status. */
  get retry(): boolean {
    return this.code === null ? this.status >= 502 : problemTable[this.code].retry;
  }
}

export async function errorOf(response: Response): Promise<WizDataError> {
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') === true;
  return new WizDataError(response, isProblem ? ((await response.json()) as Problem) : null);
}
