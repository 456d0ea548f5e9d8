import type { Outcome, Call as Planned } from '../../ask/call.ts';
import { toWizError, WizError } from '../../core/errors.ts';
import type { Principal } from '../../model/principal.ts';
import type { JsonAnswer } from '../answer.ts';
import type { Call } from '../caller.ts';
import type { Endpoint } from '../endpoint.ts';
import { answered, readsOf } from '../endpoints/run-query.ts';
import { withinDepth } from '../history-depth.ts';
import { parse } from '../read-input.ts';
import type { ApiServices } from '../services.ts';

export interface Ran {
  readonly call: Planned;
  readonly cost: number;
  readonly outcome: Outcome;
  readonly isSample: boolean;
  readonly error: WizError | null;
  readonly path: string;
}

/** Does what was planned through the operations' own handlers, and takes from the caller's minute what it costs. */
export async function ran(
  calls: readonly Planned[],
  all: readonly Endpoint[],
  services: ApiServices,
  principal: Principal,
  call: Call,
  most: number,
): Promise<Ran[]> {
  const reads = readsOf(all);
  const screen = all.find(({ operationId }) => operationId === 'runScreen');
  const costOf = ({ operation }: Planned): number => {
    const of = operation === 'runScreen' ? screen : reads.get(operation);
    if (of === undefined) throw new WizError('internal', `${operation} was planned and is no read of this API`);
    return of.cost;
  };
  let left = most;
  const within = calls.filter((one) => {
    left -= costOf(one);
    return left >= 0;
  });
  const cost = within.reduce((sum, one) => sum + costOf(one), 0);
  // The request itself has paid for the first token of its calls.
  if (cost > 1) await call.reserve(cost - 1);
  const done = await Promise.all(
    within.map(async (one): Promise<Ran> => {
      const outcome =
        one.operation === 'runScreen' && screen !== undefined
          ? await screened(one, screen, services, principal, call)
          : (
              await answered(
                { ...one, params: { ...one.params }, query: { ...one.query } },
                reads,
                services,
                principal,
                call,
              )
            ).outcome;
      const error = outcome instanceof WizError ? outcome : null;
      const isSample = !(outcome instanceof WizError) && outcome.meta.is_sample;
      const path = pathOf(one, one.operation === 'runScreen' ? screen : reads.get(one.operation));
      return { call: one, cost: costOf(one), outcome: outcomeOf(outcome), isSample, error, path };
    }),
  );
  const ours = done.flatMap(({ error }) => (error !== null && error.status >= 500 ? [error] : []));
  const defect = ours.find(({ code }) => code === 'internal') ?? (ours.length === done.length ? ours[0] : undefined);
  if (defect !== undefined) throw defect;
  const owed = done.reduce((sum, one) => sum + (one.outcome.status >= 500 ? 0 : one.cost), -1);
  if (owed > 0) call.bill(owed);
  return done;
}

async function screened(
  { query, body }: Planned,
  of: Endpoint,
  services: ApiServices,
  principal: Principal,
  call: Call,
): Promise<JsonAnswer | WizError> {
  try {
    const within = withinDepth(of.operationId, new Map(Object.entries(query)), principal, services.clock.now());
    const input = {
      params: {},
      query: parse(of.query, Object.fromEntries(within)),
      body: of.body === undefined ? undefined : of.body.parse(body),
    };
    return (await of.handle(input, services, principal, call)) as JsonAnswer;
  } catch (error) {
    return toWizError(error);
  }
}

function outcomeOf(outcome: JsonAnswer | WizError): Outcome {
  if (outcome instanceof WizError) {
    const { status, code, message } = outcome;
    return { status, data: null, meta: {}, problem: status >= 500 ? `${code}: it cannot be answered now` : message };
  }
  return { status: 200, data: JSON.parse(outcome.json) as unknown, meta: outcome.meta, problem: null };
}

/** What can be pasted behind the address of the API. */
function pathOf({ params, query }: Planned, of: Endpoint | undefined): string {
  const path = (of?.path ?? '').replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? '').replaceAll('%3A', ':'),
  );
  const pairs = Object.entries(query).map(
    ([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%3A', ':').replaceAll('%2C', ',')}`,
  );
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}
