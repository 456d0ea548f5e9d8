import { z } from '@hono/zod-openapi';
import { endpoint } from '../endpoint.ts';
import { answerScreen } from './answer-screen.ts';
import {
  exampleDefinition,
  exampleFound,
  screenDefinition,
  screenMeta,
  screenQuery,
  screenRow,
} from './screen-schemas.ts';

export const runScreen = endpoint({
  method: 'POST',
  path: '/v1/screener',
  operationId: 'runScreen',
  summary: 'Instruments for which all filters hold, and why',
  description:
    'Figures of daily bars as published until the day, with what was known at `as_of`; fields are listed at /v1/screener/fields. What has no figure of a filter is not matched. Prices with a split that is not in them give no figure across it. Each figure names the path where all that it rests on is read.',
  tag: 'Screener',
  scope: 'read',
  cost: 10,
  cache: 'none',
  params: z.object({}),
  query: screenQuery,
  body: screenDefinition,
  response: z.array(screenRow),
  asTable: false,
  meta: screenMeta,
  example: {
    path: '/v1/screener?on=2021-01-13',
    body: exampleDefinition,
    ...exampleFound,
  },
  handle: ({ query, body }, services, principal) => answerScreen(services, principal, body, query),
});
