import { z } from '@hono/zod-openapi';
import { WizError } from '../../core/errors.ts';
import { jsonAnswer } from '../answer.ts';
import { callerOf } from '../caller.ts';
import { endpoint } from '../endpoint.ts';
import { answerScreen } from './answer-screen.ts';
import { runScreen } from './run-screen.ts';
import * as schemas from './screen-schemas.ts';

const { exampleDefinition, exampleScreen, savedScreen, screenDefinition, screenIdParameter, screenName } = schemas;
const ofScreens = { tag: 'Screener', cache: 'none', ofAccount: true } as const;
const policy = { ...ofScreens, scope: 'account', cost: 1, query: z.object({}) } as const;
const examplePath = `/v1/screens/${exampleScreen.screen_id}`;

export const listScreens = endpoint({
  method: 'GET',
  path: '/v1/screens',
  operationId: 'listScreens',
  summary: 'Screens that the account keeps, newest first',
  ...policy,
  params: z.object({}),
  response: z.array(savedScreen),
  asTable: false,
  example: { path: '/v1/screens', data: [exampleScreen] },
  async handle(_input, { accounts }, principal, call) {
    return jsonAnswer(JSON.stringify(await accounts.listScreens(callerOf(principal, call))));
  },
});

export const createScreen = endpoint({
  method: 'POST',
  path: '/v1/screens',
  operationId: 'createScreen',
  summary: 'Keep a screen',
  description:
    'For all people and keys of the account, at most 100. Send an `Idempotency-Key` to be safe from making two.',
  ...policy,
  params: z.object({}),
  body: z.strictObject({ name: screenName, screen: screenDefinition }),
  response: savedScreen,
  status: 201,
  example: {
    path: '/v1/screens',
    body: { name: exampleScreen.name, screen: exampleDefinition },
    data: exampleScreen,
  },
  async handle({ body }, { accounts }, principal, call) {
    return jsonAnswer(JSON.stringify(await accounts.createScreen(callerOf(principal, call), body)));
  },
});

export const getScreen = endpoint({
  method: 'GET',
  path: '/v1/screens/{screen_id}',
  operationId: 'getScreen',
  summary: 'One screen that the account keeps',
  ...policy,
  params: screenIdParameter,
  response: savedScreen,
  example: { path: examplePath, data: exampleScreen },
  async handle({ params }, { accounts }, principal, call) {
    return jsonAnswer(JSON.stringify(known(await accounts.getScreen(callerOf(principal, call), params.screen_id))));
  },
});

export const changeScreen = endpoint({
  method: 'PATCH',
  path: '/v1/screens/{screen_id}',
  operationId: 'changeScreen',
  summary: 'Change what a screen is called and looks for',
  description: 'A `screen` replaces the whole of the one before.',
  ...policy,
  params: screenIdParameter,
  body: z
    .strictObject({ name: screenName.optional(), screen: screenDefinition.optional() })
    .refine((change) => Object.keys(change).length > 0, 'must change something')
    .openapi({ minProperties: 1 }),
  response: savedScreen,
  example: { path: examplePath, body: { name: exampleScreen.name }, data: exampleScreen },
  async handle({ params: { screen_id }, body: { name, screen } }, { accounts }, principal, call) {
    const change = { ...(name !== undefined && { name }), ...(screen !== undefined && { screen }) };
    const changed = known(await accounts.changeScreen(callerOf(principal, call), screen_id, change));
    return jsonAnswer(JSON.stringify(changed));
  },
});

export const deleteScreen = endpoint({
  method: 'DELETE',
  path: '/v1/screens/{screen_id}',
  operationId: 'deleteScreen',
  summary: 'Keep a screen no longer',
  ...policy,
  params: screenIdParameter,
  response: savedScreen,
  example: { path: examplePath, data: exampleScreen },
  async handle({ params }, { accounts }, principal, call) {
    return jsonAnswer(JSON.stringify(known(await accounts.removeScreen(callerOf(principal, call), params.screen_id))));
  },
});

export const runSavedScreen = endpoint({
  method: 'POST',
  path: '/v1/screens/{screen_id}/run',
  operationId: 'runSavedScreen',
  summary: 'Instruments for which all filters of a kept screen hold, and why',
  description:
    'As `POST /v1/screener` answers it, at the same price. Any key of the account with the scope `read` may. A screen that asks for a field that is gone is `409`, until it is changed.',
  ...ofScreens,
  scope: 'read',
  cost: runScreen.cost,
  params: screenIdParameter,
  query: schemas.screenQuery,
  response: z.array(schemas.screenRow),
  asTable: false,
  meta: schemas.screenMeta,
  example: { path: `${examplePath}/run?on=2021-01-13`, ...schemas.exampleFound },
  async handle({ params, query }, { accounts, db, clock }, principal, call) {
    const { screen } = known(await accounts.getScreen(callerOf(principal, call), params.screen_id));
    const definition = screenDefinition.safeParse(screen);
    if (!definition.success) {
      const said = definition.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
      throw new WizError('conflict', `The screen asks for what there is not any more; change it. ${said.join('; ')}`);
    }
    return await answerScreen({ db, clock }, principal, definition.data, query);
  },
});

function known<T>(found: T | null): T {
  if (found === null) throw new WizError('not_found', 'There is no such screen; see /v1/screens');
  return found;
}
