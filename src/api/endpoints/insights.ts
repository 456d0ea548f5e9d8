import { z } from '@hono/zod-openapi';
import { insights } from '../../insights/index.ts';
import type { Insight } from '../../insights/insight.ts';
import { jsonAnswer } from '../answer.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { answerInsight, type InsightSpan } from '../insights/answer-insight.ts';
import { exampleOf } from '../insights/examples.ts';
import { catalogueEntry, insightAnswer } from '../insights/shapes.ts';
import * as parameters from '../parameters.ts';

const span = {
  from: parameters.fromMoment,
  to: parameters.toMoment,
  as_of: parameters.asOf,
  source: parameters.sourceParameter.openapi({
    description:
      'Prices of this source only; left out, of the best-ranked one that has as many rows as the insight needs, else of the best-ranked that has any',
    example: 'yahoo-chart',
  }),
  limit: parameters.limitParameter(5_000, 520),
  words: z
    .enum(['auto', 'template'], 'must be auto or template')
    .default('auto')
    .openapi({ description: 'auto: by a text model where the platform has one and its words pass the gate' }),
};

/** What is true of all of them. */
const meaning =
  'Figures are computed from the newest `limit` rows of the span, as they were known at `as_of`; each names the rows behind it with links and payloads. Too few rows give `insufficient` and no figure. Words are templates filled with the figures; a text model may put them otherwise, and a sentence of it stands only where every number, date and name in it is one of the figures.';

/** A body says what a query cannot: a list of positions. */
const ofBody = ({ id }: Insight): boolean => id === 'portfolio';

const operationOf = ({ id }: Insight): string =>
  `getInsight${id
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')}`;

const pathOf = ({ id }: Insight): string => `/v1/insights/${id}`;

const common = (one: Insight) =>
  ({
    path: pathOf(one),
    operationId: operationOf(one),
    summary: `${one.title}: ${one.question}`,
    description: `${one.method.formula}. Source: ${one.method.source}. ${one.method.notes.join(' ')} ${meaning}`,
    tag: 'Insights',
    scope: 'read',
    cost: 5,
    params: z.object({}),
    response: insightAnswer,
    mayMiss: true,
    example: exampleOf(one, pathOf(one), ofBody(one)),
  }) as const;

function asked(one: Insight): Endpoint {
  return endpoint({
    ...common(one),
    method: 'GET',
    cache: { ttlSeconds: 300, rowCapped: true },
    query: one.parameters
      .safeExtend(span)
      .refine(({ from, to }) => parameters.momentsAreForward(from as string, to as string), parameters.backwards),
    async handle({ query }, services, principal) {
      const given = query as Readonly<Record<string, unknown>>;
      const own = Object.fromEntries(Object.entries(given).filter(([name]) => !Object.hasOwn(span, name)));
      return await answerInsight(one, own, given as unknown as InsightSpan, services, principal);
    },
  });
}

function posted(one: Insight): Endpoint {
  return endpoint({
    ...common(one),
    method: 'POST',
    cache: 'none',
    query: z.object(span).refine(({ from, to }) => parameters.momentsAreForward(from, to), parameters.backwards),
    body: one.parameters,
    async handle({ query, body }, services, principal) {
      return await answerInsight(one, body as Readonly<Record<string, unknown>>, query, services, principal);
    },
  });
}

/** One operation for each insight, with its own parameters. */
export const insightEndpoints: readonly Endpoint[] = insights.map((one) => (ofBody(one) ? posted(one) : asked(one)));

const catalogue = insights.map((one) => ({
  ...{ insight: one.id, version: one.version, title: one.title, question: one.question, method: one.method },
  minimum_rows: one.minimumRows,
  request: `${ofBody(one) ? 'POST' : 'GET'} ${pathOf(one)}`,
  parameters: [...Object.keys(one.parameters.shape), ...Object.keys(span)],
}));

export const listInsights = endpoint({
  method: 'GET',
  path: '/v1/insights',
  operationId: 'listInsights',
  summary: 'The insights that there are: question, method, formula and source of each',
  tag: 'Insights',
  scope: 'read',
  cost: 1,
  cache: { ttlSeconds: 3600, rowCapped: false },
  params: z.object({}),
  query: z.object({}),
  response: z.array(catalogueEntry),
  example: { path: '/v1/insights', data: catalogue.slice(0, 1) },
  handle: async () => jsonAnswer(JSON.stringify(catalogue)),
});
