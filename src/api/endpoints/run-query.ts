import { z } from '@hono/zod-openapi';
import { toWizError, WizError } from '../../core/errors.ts';
import type { Principal } from '../../model/principal.ts';
import { gathered } from '../../storage/gathered.ts';
import { type JsonAnswer, jsonAnswer, meta } from '../answer.ts';
import type { Call } from '../caller.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { askOf } from '../formats/ask.ts';
import { withinDepth } from '../history-depth.ts';
import { problemOf } from '../problem.ts';
import { checkedText } from '../query-string.ts';
import { parse } from '../read-input.ts';
import type { ApiServices } from '../services.ts';

const most = 20;
/** Of all answers together, in UTF-16 units: they are held in memory until the last has come. */
const mostText = 8_000_000;

const text = z.union([z.string().max(4_000), z.number(), z.boolean()]).transform(String);
const named = z
  .record(z.string().max(40), text)
  .refine((given) => Object.keys(given).length <= 20, 'must be at most 20 parameters')
  .default({});

const read = z
  .strictObject({
    operation: z.string().regex(/^[A-Za-z]{1,40}$/, 'must be the operationId of a GET operation that reads'),
    params: named.openapi({ description: 'Those that stand in the path' }),
    query: named,
  })
  .openapi('QueryRead');

const result = z
  .object({
    operation: z.string(),
    cost: z.number().int(),
    status: z.number().int(),
    data: z.unknown(),
    meta: z
      .record(z.string(), z.unknown())
      .nullable()
      .openapi({ description: 'As the operation answers it; null with a problem' }),
    problem: z
      .record(z.string(), z.unknown())
      .nullable()
      .openapi({ description: 'RFC 9457, where there is no answer' }),
  })
  .openapi('QueryResult');

const queryMeta = meta
  .extend({
    cost: z.number().int().openapi({ description: 'Of all reads, in tokens' }),
    failed: z.number().int().openapi({ description: 'Reads with a problem instead of an answer' }),
  })
  .openapi('QueryMeta');

type Read = z.output<typeof read>;
export interface Result {
  readonly operation: string;
  readonly cost: number;
  readonly outcome: JsonAnswer | WizError;
}

/** @param all the registry, which this endpoint is in itself */
export const runQuery = (all: () => readonly Endpoint[]): Endpoint =>
  endpoint({
    method: 'POST',
    path: '/v1/query',
    operationId: 'runQuery',
    summary: `Up to ${most} reads in one request, each with its own answer or problem`,
    description:
      'A read is the operationId of a GET operation of the scope `read`, with the parameters of its path and query. It costs what it costs alone, and all are taken from the minute before any is read. One that fails fails no other. Answers are JSON as the operation gives them.',
    tag: 'Batch',
    scope: 'read',
    cost: 1,
    cache: 'none',
    params: z.object({}),
    query: z.object({}),
    body: z.strictObject({ reads: z.array(read).min(1, 'must not be empty').max(most, `must be at most ${most}`) }),
    response: z.array(result),
    asTable: false,
    meta: queryMeta,
    example: {
      path: '/v1/query',
      body: { reads: [{ operation: 'listBars', params: { id: 'XJSE:NPN' }, query: { from: '2021-01-13', limit: 1 } }] },
      data: [
        {
          ...{ operation: 'listBars', cost: 1, status: 200, data: [], problem: null },
          meta: { as_of: null, source: null, is_sample: true, unit: null, limit: 1, next_cursor: null, behind: false },
        },
      ],
      meta: { is_sample: true, cost: 1, failed: 0 },
    },
    priceOf: ({ body: { reads } }) => priceOf(reads, readsOf(all())),
    async handle({ body: { reads } }, services, principal, call) {
      const known = readsOf(all());
      const cost = priceOf(reads, known);
      // The request itself has paid for the first token.
      if (cost > 1) await call.reserve(cost - 1);
      const together = { ...services, db: gathered(services.db) };
      const results = await Promise.all(reads.map((one) => answered(one, known, together, principal, call)));
      const problems = results.flatMap(({ outcome }) => (outcome instanceof WizError ? [outcome] : []));
      const ours = problems.filter(({ status }) => status >= 500);
      const defect =
        ours.find(({ code }) => code === 'internal') ?? (ours.length === reads.length ? ours[0] : undefined);
      if (defect !== undefined) throw defect;
      const owed = results
        .filter(({ outcome }) => !(outcome instanceof WizError && outcome.status >= 500))
        .reduce((sum, one) => sum + one.cost, -1);
      if (owed > 0) call.bill(owed);
      const is_sample = results.some(({ outcome }) => !(outcome instanceof WizError) && outcome.meta.is_sample);
      return jsonAnswer(bodyOf(results, call), { is_sample, cost, failed: problems.length });
    },
  });

/** The operations that may be read together, by name. */
export const readsOf = (all: readonly Endpoint[]): ReadonlyMap<string, Endpoint> =>
  new Map(all.filter(isRead).map((one) => [one.operationId, one]));

const priceOf = (reads: readonly Read[], known: ReadonlyMap<string, Endpoint>): number =>
  reads.reduce((sum, { operation }) => sum + (known.get(operation)?.cost ?? 1), 0);

const isRead = ({ method, scope, response, ofAccount, protocol }: Endpoint): boolean =>
  method === 'GET' && scope === 'read' && response !== 'bytes' && !ofAccount && protocol === undefined;

/** As the gateway would let the endpoint answer, without HTTP. */
export async function answered(
  { operation, params, query }: Read,
  known: ReadonlyMap<string, Endpoint>,
  services: ApiServices,
  principal: Principal,
  call: Call,
): Promise<Result> {
  const of = known.get(operation);
  try {
    if (of === undefined) {
      const say = `operation: ${operation} is none of the reads; known are ${[...known.keys()].sort().join(', ')}`;
      throw new WizError('invalid_request', say);
    }
    const asked = givenTo(of, query, askedHere(of));
    const path = Object.fromEntries(givenTo(of, params, Object.keys(of.params.shape)));
    const ask = of.rows === null ? { query: asked, wanted: null } : askOf(of.rows, asked, null);
    if (ask.wanted !== null || asked.has('pages')) {
      throw new WizError(
        'invalid_request',
        'pages, fields and formats of files are of single requests: leave them out here',
      );
    }
    const within = withinDepth(operation, ask.query, principal, services.clock.now());
    const input = {
      params: parse(of.params, path),
      query: parse(of.query, Object.fromEntries(within)),
      body: undefined,
    };
    const answer = await of.handle(input, services, principal, call);
    if ('bytes' in answer) throw new WizError('invalid_request', `operation: ${operation} answers with a file`);
    return { operation, cost: of.cost, outcome: answer };
  } catch (error) {
    return { operation, cost: of?.cost ?? 1, outcome: toWizError(error) };
  }
}

/** The price of each read is told with its result, and that of all by asking for it of this operation. */
const askedHere = ({ query }: Endpoint): string[] => Object.keys(query.shape).filter((name) => name !== 'dry_run');

function givenTo(
  { operationId }: Endpoint,
  given: Readonly<Record<string, string>>,
  known: readonly string[],
): ReadonlyMap<string, string> {
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const list = known.join(', ') || 'none';
    throw new WizError('invalid_request', `${unknown}: is not a parameter of ${operationId} here; known are ${list}`);
  }
  return new Map(Object.entries(given).map(([name, value]) => [name, wellFormed(name, value)]));
}

/** What a URL cannot hold either: half of a surrogate pair is no character that Postgres takes. */
function wellFormed(name: string, value: string): string {
  if (!value.isWellFormed()) throw new WizError('invalid_request', `${name}: must be well-formed Unicode`);
  return checkedText(value);
}

/** In their order; what would make the whole too large is refused by itself. */
function bodyOf(results: readonly Result[], { request_id }: Call): string {
  let size = 0;
  const parts = results.map(({ operation, cost, outcome }) => {
    const fits = outcome instanceof WizError || size + outcome.json.length <= mostText;
    const said = fits
      ? outcome
      : new WizError('payload_too_large', 'the answers together are too large; ask for this one alone');
    if (said instanceof WizError) {
      const problem = problemOf(said, request_id);
      return JSON.stringify({ operation, cost, status: said.status, data: null, meta: null, problem });
    }
    size += said.json.length;
    const head = JSON.stringify({ operation, cost, status: 200, problem: null }).slice(0, -1);
    return `${head},"data":${said.json},"meta":${JSON.stringify(said.meta)}}`;
  });
  return `[${parts.join(',')}]`;
}
