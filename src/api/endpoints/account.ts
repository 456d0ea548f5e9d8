import { z } from '@hono/zod-openapi';
import { instant } from '../../model/records.ts';
import { jsonAnswer } from '../answer.ts';
import { callerOf } from '../caller.ts';
import { endpoint } from '../endpoint.ts';
import { text } from '../parameters.ts';
import { account, accountPolicy, email, exampleMember, member } from './account-schemas.ts';

const sent = z.object({ sent: z.literal(true) }).openapi('LinkSent');

export const signUp = endpoint({
  method: 'POST',
  path: '/v1/account/sign-up',
  operationId: 'signUp',
  summary: 'Ask for a link to sign in, with an account or without one yet',
  description:
    'The answer is the same whether or not the address has an account, and an address gets at most three letters in a quarter of an hour. The link works for 15 minutes and once.',
  ...{ tag: 'Account', scope: 'read', cost: 20, cache: 'none' },
  params: z.object({}),
  query: z.object({}),
  body: z.strictObject({ email }),
  response: sent,
  status: 202,
  example: { path: '/v1/account/sign-up', body: { email: 'thandi@example.com' }, data: { sent: true } },
  async handle({ body }, { accounts }) {
    await accounts.signUp(body.email);
    return jsonAnswer('{"sent":true}');
  },
});

export const signIn = endpoint({
  method: 'POST',
  path: '/v1/account/sign-in',
  operationId: 'signIn',
  summary: 'Redeem a link: a session for the browser, and an account where there was none',
  description:
    'The session is a cookie that scripts cannot read and that lasts twelve hours. Programs use keys instead, which a session makes at `/v1/keys`.',
  ...{ tag: 'Account', scope: 'read', cost: 5, cache: 'none' },
  params: z.object({}),
  query: z.object({}),
  takesSecret: true,
  body: z.strictObject({
    link: text(1, 100).openapi({ description: 'What follows the # in the letter' }),
  }),
  response: z.object({ account_id: z.string(), member, expires_at: instant }).openapi('SignedIn'),
  example: {
    path: '/v1/account/sign-in',
    body: { link: 'wiz_link_...' },
    data: {
      account_id: 'account_0192f0c4a1b27c3d8e9f0a1b2c3d4e72',
      member: exampleMember,
      expires_at: '2026-11-24T17:00:00.000Z',
    },
  },
  async handle({ body }, { accounts }, _principal, { request_id }) {
    const { session: secret, ...signedIn } = await accounts.signIn(body.link, request_id);
    const { expires_at } = signedIn;
    return { ...jsonAnswer(JSON.stringify(signedIn)), session: { secret, expires_at } };
  },
});

export const signOut = endpoint({
  method: 'POST',
  path: '/v1/account/sign-out',
  operationId: 'signOut',
  summary: 'End the session that asks',
  ...accountPolicy,
  scope: 'read',
  cost: 1,
  params: z.object({}),
  query: z.object({}),
  response: z.object({ signed_out: z.literal(true) }).openapi('SignedOut'),
  example: { path: '/v1/account/sign-out', data: { signed_out: true } },
  async handle(_input, { accounts, forget }, principal, call) {
    await accounts.signOut(callerOf(principal, call));
    if (principal.member_id !== undefined) forget(principal.member_id);
    return { ...jsonAnswer('{"signed_out":true}'), session: { secret: null, expires_at: '' } };
  },
});

export const getAccount = endpoint({
  method: 'GET',
  path: '/v1/account',
  operationId: 'getAccount',
  summary: 'The account of the key or session that asks',
  ...accountPolicy,
  scope: 'read',
  cost: 1,
  params: z.object({}),
  query: z.object({}),
  response: account,
  example: {
    path: '/v1/account',
    data: {
      account_id: 'account_0192f0c4a1b27c3d8e9f0a1b2c3d4e72',
      name: 'thandi@example.com',
      plan: 'free',
      created_at: '2026-11-24T05:00:00.000Z',
      members: [exampleMember],
    },
  },
  async handle(_input, { accounts }, principal, call) {
    return jsonAnswer(JSON.stringify(await accounts.account(callerOf(principal, call))));
  },
});
