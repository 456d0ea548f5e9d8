import { z } from '@hono/zod-openapi';
import { WizError } from '../../core/errors.ts';
import { jsonAnswer } from '../answer.ts';
import { callerOf } from '../caller.ts';
import { endpoint } from '../endpoint.ts';
import { versions } from '../versions.ts';
import * as schemas from './account-schemas.ts';

const { exampleKey, exampleSecret } = schemas;
const examplePath = `/v1/keys/${exampleKey.key_id}`;
const policy = { ...schemas.accountPolicy, scope: 'account', cost: 1, query: z.object({}) } as const;
const expiry = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text).toISOString())
  .nullable()
  .openapi({
    type: ['string', 'null'],
    format: 'date-time',
    description: 'A moment in the future; null: it does not expire',
  });
const service = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be a name such as nightly-export')
  .openapi({ description: 'Makes it a key of the kind service, for one of your programs' });
const daySeconds = 86_400;

export const listKeys = endpoint({
  method: 'GET',
  path: '/v1/keys',
  operationId: 'listKeys',
  summary: 'Keys of the account, newest first; revoked ones for 90 days',
  ...policy,
  params: z.object({}),
  response: z.array(schemas.key),
  example: { path: '/v1/keys', data: [exampleKey] },
  async handle(_input, { accounts }, principal, call) {
    return jsonAnswer(JSON.stringify(await accounts.listKeys(callerOf(principal, call))));
  },
});

export const createKey = endpoint({
  method: 'POST',
  path: '/v1/keys',
  operationId: 'createKey',
  summary: 'Make a key',
  description:
    'Its secret is in this answer and nowhere else. Nobody gives a scope that he lacks. It is answered in the version that is the newest today, so that a later one breaks no program; `api_version` names another, and null the newest of any day. Send an `Idempotency-Key` to be safe from making two.',
  ...policy,
  params: z.object({}),
  body: z.strictObject({
    name: schemas.keyName,
    scopes: schemas.keyScopes.default(['read']),
    service: service.nullable().default(null),
    allowed_addresses: schemas.addresses.default([]),
    api_version: schemas.apiVersion.optional(),
    expires_at: expiry.default(null),
  }),
  response: schemas.keyWithSecret,
  status: 201,
  example: {
    path: '/v1/keys',
    body: { name: 'nightly export', service: 'export', scopes: ['read'], allowed_addresses: ['203.0.113.0/24'] },
    data: { ...exampleKey, key: exampleSecret },
  },
  async handle({ body }, { accounts }, principal, call) {
    const { api_version = versions[0].date } = body;
    return jsonAnswer(JSON.stringify(await accounts.createKey(callerOf(principal, call), { ...body, api_version })));
  },
});

export const getKey = endpoint({
  method: 'GET',
  path: '/v1/keys/{key_id}',
  operationId: 'getKey',
  summary: 'One key',
  ...policy,
  params: schemas.keyIdParameter,
  response: schemas.key,
  example: { path: examplePath, data: exampleKey },
  async handle({ params }, { accounts }, principal, call) {
    return jsonAnswer(JSON.stringify(known(await accounts.getKey(callerOf(principal, call), params.key_id))));
  },
});

export const changeKey = endpoint({
  method: 'PATCH',
  path: '/v1/keys/{key_id}',
  operationId: 'changeKey',
  summary: 'Change what a key is called and may do',
  description: 'It holds everywhere within 30 seconds.',
  ...policy,
  params: schemas.keyIdParameter,
  body: z
    .strictObject({
      name: schemas.keyName.optional(),
      scopes: schemas.keyScopes.optional(),
      allowed_addresses: schemas.addresses.optional(),
      api_version: schemas.apiVersion.optional(),
      expires_at: expiry.optional(),
    })
    .refine((change) => Object.keys(change).length > 0, 'must change something')
    .openapi({ minProperties: 1 }),
  response: schemas.key,
  example: { path: examplePath, body: { name: 'nightly export', api_version: '2026-11-24' }, data: exampleKey },
  async handle({ params: { key_id }, body }, { accounts, forget }, principal, call) {
    const change = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
    const changed = known(await accounts.changeKey(callerOf(principal, call), key_id, change));
    forget(key_id);
    return jsonAnswer(JSON.stringify(changed));
  },
});

export const revokeKey = endpoint({
  method: 'DELETE',
  path: '/v1/keys/{key_id}',
  operationId: 'revokeKey',
  summary: 'Revoke a key, for ever',
  description: 'It is refused at once where this was asked, and everywhere within 60 seconds.',
  ...policy,
  params: schemas.keyIdParameter,
  response: schemas.key,
  example: { path: examplePath, data: { ...exampleKey, revoked_at: '2026-11-24T06:00:00.000Z' } },
  async handle({ params: { key_id } }, { accounts, forget }, principal, call) {
    const revoked = known(await accounts.revokeKey(callerOf(principal, call), key_id));
    forget(key_id);
    return jsonAnswer(JSON.stringify(revoked));
  },
});

export const rotateKey = endpoint({
  method: 'POST',
  path: '/v1/keys/{key_id}/rotate',
  operationId: 'rotateKey',
  summary: 'Give a key another secret',
  description:
    'The secret that it had works beside the new one for `overlap_seconds` more, a day where nothing is said; 0 ends it within 30 seconds. A second rotation ends the overlap of the first.',
  ...policy,
  params: schemas.keyIdParameter,
  body: z
    .strictObject({
      overlap_seconds: z
        .number()
        .int()
        .min(0)
        .max(7 * daySeconds)
        .default(daySeconds),
    })
    .optional(),
  response: schemas.keyWithSecret,
  example: {
    path: `${examplePath}/rotate`,
    body: { overlap_seconds: 3600 },
    data: { ...exampleKey, previous_until: '2026-11-24T07:00:00.000Z', key: exampleSecret },
  },
  async handle({ params: { key_id }, body }, { accounts, forget }, principal, call) {
    const overlapSeconds = body?.overlap_seconds ?? daySeconds;
    const rotated = known(await accounts.rotateKey(callerOf(principal, call), key_id, overlapSeconds));
    forget(key_id);
    return jsonAnswer(JSON.stringify(rotated));
  },
});

function known<T>(found: T | null): T {
  if (found === null) throw new WizError('not_found', 'There is no such key; see /v1/keys');
  return found;
}
