import { z } from '@hono/zod-openapi';
import { WizError } from '../../core/errors.ts';
import type { Member } from '../../model/account-service.ts';
import { jsonAnswer } from '../answer.ts';
import { callerOf } from '../caller.ts';
import { endpoint } from '../endpoint.ts';
import { accountPolicy, email, exampleMember, member, memberIdParameter, role } from './account-schemas.ts';

const path = '/v1/account/members/{member_id}';
const examplePath = `/v1/account/members/${exampleMember.member_id}`;
const policy = { ...accountPolicy, scope: 'account', cost: 1, query: z.object({}) } as const;

export const inviteMember = endpoint({
  method: 'POST',
  path: '/v1/account/members',
  operationId: 'inviteMember',
  summary: 'Invite somebody into the account',
  description:
    'The address gets a link that works for 24 hours and once. Whether it has an account elsewhere is not told.',
  ...policy,
  cost: 20,
  params: z.object({}),
  body: z.strictObject({ email, role }),
  response: z.object({ sent: z.literal(true) }).openapi('InvitationSent'),
  status: 202,
  example: {
    path: '/v1/account/members',
    body: { email: 'pieter@example.com', role: 'member' },
    data: { sent: true },
  },
  async handle({ body }, { accounts }, principal, call) {
    await accounts.inviteMember(callerOf(principal, call), body);
    return jsonAnswer('{"sent":true}');
  },
});

export const changeMember = endpoint({
  method: 'PATCH',
  path,
  operationId: 'changeMember',
  summary: 'Give a member another role',
  description: 'Admins manage people, only owners manage owners, and an account keeps at least one owner.',
  ...policy,
  params: memberIdParameter,
  body: z.strictObject({ role }),
  response: member,
  example: { path: examplePath, body: { role: 'owner' }, data: exampleMember },
  async handle({ params, body }, { accounts, forget }, principal, call) {
    const changed = known(await accounts.changeMember(callerOf(principal, call), params.member_id, body.role));
    forget(changed.member_id);
    return jsonAnswer(JSON.stringify(changed));
  },
});

export const removeMember = endpoint({
  method: 'DELETE',
  path,
  operationId: 'removeMember',
  summary: 'Take somebody out of the account; what was made under it stays',
  ...policy,
  params: memberIdParameter,
  response: member,
  example: { path: examplePath, data: exampleMember },
  async handle({ params }, { accounts, forget }, principal, call) {
    const removed = known(await accounts.removeMember(callerOf(principal, call), params.member_id));
    forget(removed.member_id);
    return jsonAnswer(JSON.stringify(removed));
  },
});

function known(found: Member | null): Member {
  if (found === null) throw new WizError('not_found', 'There is no such member; see /v1/account');
  return found;
}
