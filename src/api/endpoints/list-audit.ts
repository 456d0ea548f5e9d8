import { z } from '@hono/zod-openapi';
import { jsonAnswer } from '../answer.ts';
import { callerOf } from '../caller.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';
import { accountPolicy, auditEvent, exampleKey, exampleMember } from './account-schemas.ts';

const auditIdShape = /^audit_[0-9a-f]{32}$/;

export const listAudit = endpoint({
  method: 'GET',
  path: '/v1/account/audit',
  operationId: 'listAudit',
  summary: 'Every change of the account: who, what, when; newest first',
  ...accountPolicy,
  scope: 'account',
  cost: 1,
  params: z.object({}),
  query: z.object({ limit: parameters.limitParameter(1000, 100), cursor: parameters.cursorParameter }),
  response: z.array(auditEvent),
  example: {
    path: '/v1/account/audit?limit=100',
    data: [
      {
        audit_id: 'audit_0192f0c4a1b27c3d8e9f0a1b2c3d4e73',
        recorded_at: '2026-11-24T06:00:00.000Z',
        actor: exampleMember.member_id,
        action: 'key.rotate',
        subject: exampleKey.key_id,
        detail: { overlap_seconds: 3600 },
        request_id: 'req_0192f0c4a1b27c3d8e9f0a1b2c3d4e74',
      },
    ],
    meta: { limit: 100 },
  },
  async handle({ query: { limit, cursor } }, { accounts }, principal, call) {
    const before = decodeCursor(cursor, [auditIdShape])?.[0] ?? null;
    const { events, next } = await accounts.listAudit(callerOf(principal, call), { limit, before });
    return jsonAnswer(JSON.stringify(events), { limit, next_cursor: encodeCursor(next) });
  },
});
