import type { Answer, JsonAnswer } from '../answer.ts';
import { sendBytes } from '../bytes-answer.ts';
import type { Call } from '../caller.ts';
import type { ApiContext, ApiDeps, ApiMiddleware } from '../context.ts';
import { type Endpoint, mayBeNamed } from '../endpoint.ts';
import { once } from '../once.ts';
import { readInput } from '../read-input.ts';
import { setSession } from '../session-cookie.ts';
import { refuseBeyondQuota } from './meter.ts';
import { takeTokens } from './rate-limit.ts';

const encoder = new TextEncoder();

/** Lets the endpoint answer. What it rendered is sent and kept one step further out. */
export function handle(endpoint: Endpoint, deps: ApiDeps): ApiMiddleware {
  return async (c) => {
    const input = await readInput(endpoint, c);
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
      body: encoder.encode(envelopeText(answer)),
      tags,
      ...(session && { headers: { 'set-cookie': setSession(session, deps.environment) } }),
    });
    return undefined;
  };

  function answerOf(c: ApiContext, input: Parameters<Endpoint['handle']>[0]): Promise<Answer> {
    const principal = c.get('principal');
    const call: Call = {
      ...{ request_id: c.get('requestId'), session: c.get('session') },
      async reserve(tokens) {
        refuseBeyondQuota(deps, principal, tokens);
        await takeTokens(c, deps, tokens);
      },
      bill: (tokens) => {
        if (principal.key_id !== null) deps.meter.count(principal, endpoint.operationId, tokens);
      },
    };
    return endpoint.handle(input, deps, principal, call);
  }
}

function jsonOf(answer: Answer): JsonAnswer {
  if ('bytes' in answer) throw new Error('a write answers with JSON');
  return answer;
}

/** A write under a name of its caller's, which an account remembers. */
function namedWrite(c: ApiContext, endpoint: Endpoint) {
  const name = c.req.header('idempotency-key');
  const { account_id } = c.get('principal');
  if (name === undefined || account_id === undefined || !mayBeNamed(endpoint)) return null;
  return { account_id, name, operation: endpoint.operationId };
}

const envelopeText = ({ json, meta }: JsonAnswer): string => `{"data":${json},"meta":${JSON.stringify(meta)}}`;
