import { bookkeeping, mayCall, mostRows, notOffered, type Offered } from '../../ask/model/offered.ts';
import { WizError } from '../../core/errors.ts';
import type { Endpoint } from '../endpoint.ts';
import { readsOf } from '../endpoints/run-query.ts';

/** What a model may call, told from the registry. Of a past moment only such reads as can tell what was known then. */
export function offeredReads(all: readonly Endpoint[], asOf: string | null): Offered[] {
  const reads = readsOf(all);
  return mayCall.flatMap((operation) => {
    const of = reads.get(operation);
    if (of === undefined) throw new WizError('internal', `${operation} is offered to models and is no read`);
    const takes = Object.keys(of.query.shape);
    if (asOf !== null && !takes.includes('as_of')) return [];
    const { data } = of.example;
    const row: unknown = Array.isArray(data) ? data[0] : data;
    return {
      ...{ operation, summary: of.summary, example: of.example.path, isList: Array.isArray(data) },
      params: Object.keys(of.params.shape),
      query: takes.filter((name) => !notOffered.includes(name)),
      fixed: {
        ...(takes.includes('limit') ? { limit: String(mostRows) } : {}),
        ...(asOf === null ? {} : { as_of: asOf }),
      },
      fields: Object.keys(row ?? {}).filter((name) => !bookkeeping.includes(name)),
    };
  });
}
