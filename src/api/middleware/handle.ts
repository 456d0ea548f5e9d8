import { WizError } from '../../core/errors.ts';
import type { Answer, JsonAnswer } from '../answer.ts';
import { sendBytes } from '../bytes-answer.ts';
import type { ApiContext, ApiDeps, ApiMiddleware } from '../context.ts';
import { type Endpoint, mayBeNamed } from '../endpoint.ts';
import { once } from '../once.ts';
import { readInput } from '../read-input.ts';
import { setSession } from '../session-cookie.ts';
import { callOf } from './call-of.ts';

const encoder = new TextEncoder();

/** Lets the endpoint answer. What it rendered is sent and kept one step further out. */
export function handle(endpoint: Endpoint, deps: ApiDeps): ApiMiddleware {
  return async (c) => {
    const input = await readInput(endpoint, c);
    refuseHiddenQuestion(input.query);
    const write = namedWrite(c, endpoint);
    if (write !== null) {
      const work = async () => ({
        status: endpoint.status ?? 200,
        body: envelopeText(jsonOf(await answerOf(c, input))),
      });
      const answer = await once(deps.accounts, { ...write, input }, work);
      c.set('rendered', { status: answer.status, body: encoder.encode(answer.body), tags: [] });
      return undefined;
    }
    const answer = await answerOf(c, input);
    if ('bytes' in answer) return await sendBytes(c, answer);
    const { session, tags } = answer;
    c.set('rendered', {
      status: endpoint.status ?? 200,
      body: encoder.encode(endpoint.protocol === undefined ? envelopeText(answer) : answer.json),
      tags,
      ...(session && { headers: { 'set-cookie': setSession(session, deps.environment) } }),
    });
    return undefined;
  };

  function answerOf(c: ApiContext, input: Parameters<Endpoint['handle']>[0]): Promise<Answer> {
    const call = callOf(c, deps, endpoint);
    return endpoint.handle(input, deps, c.get('principal'), endpoint.cache === 'none' ? call : { ...call, ...paid });
  }
}

/** One reads for many, and what a call costs beyond its operation is taken from each of them where answers are kept. */
const paid = { reserve: async () => undefined, bill: () => undefined };

/** A price that is asked for in another spelling than plainly has not been seen, and nobody wants the thing instead. */
function refuseHiddenQuestion({ dry_run }: Readonly<Record<string, unknown>>): void {
  if (dry_run !== undefined) throw new WizError('invalid_request', 'dry_run: must not be percent-encoded');
}

function jsonOf(answer: Answer): JsonAnswer {
  if ('bytes' in answer) throw new Error('a write answers with JSON');
  return answer;
}

/** A write under a name of its caller's, which an account remembers. */
function namedWrite(c: ApiContext, endpoint: Endpoint) {
  const name = c.req.header('idempotency-key');
  const { account_id, key_id, member_id } = c.get('principal');
  if (name === undefined || account_id === undefined || !mayBeNamed(endpoint)) return null;
  return { account_id, name, asker: member_id ?? key_id, operation: endpoint.operationId };
}

const envelopeText = ({ json, meta }: JsonAnswer): string => `{"data":${json},"meta":${JSON.stringify(meta)}}`;
