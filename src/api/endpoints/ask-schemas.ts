import { z } from '@hono/zod-openapi';
import { planFailures } from '../../ask/model/read-plan.ts';
import { reasons } from '../../ask/refusals.ts';
import type { Example } from '../endpoint.ts';

const texts = z.record(z.string(), z.string());

const value = z
  .object({
    name: z.string(),
    value: z.string().openapi({ description: 'As the call answers it, or computed from that as `answer` says' }),
    unit: z.string().nullable(),
    time: z.string().nullable().openapi({ description: 'The day, period or instant that it is of' }),
    of: z.string().openapi({ description: 'Id of the instrument, series, pair or entity' }),
    fetch_ids: z.array(z.string()),
  })
  .openapi('AskedValue');

const called = z
  .object({
    operation: z.string(),
    params: texts,
    query: texts,
    body: z.unknown().openapi({ description: 'Of the screener; null elsewhere' }),
    path: z.string().openapi({ description: 'To be pasted behind the address of the API' }),
    cost: z.number().int(),
    status: z.number().int(),
  })
  .openapi('AskedCall');

const planner = z
  .object({
    by: z.enum(['rules', 'model']),
    model: z
      .string()
      .nullable()
      .openapi({ description: 'The text model that was asked, whether its plan was followed or not' }),
    prompt_sha256: z.string().nullable(),
    input_ids: z.array(z.string()).openapi({ description: 'Ids that the model was told, beside the question' }),
    failure: z.enum(planFailures).nullable().openapi({
      description:
        'Why there is no answer by the model: it could not be asked (no_answer), did not know (unknown), gave no plan that may be followed, or its calls had no such figures',
    }),
    removed: z
      .array(z.string())
      .openapi({ description: 'Why sentences of the model gave way to ours; what they said is not repeated' }),
  })
  .openapi('AskPlanner');

export const answerSchema = z
  .object({
    question: z.string(),
    answered: z.boolean(),
    answer: z.string().nullable(),
    reason: z.enum(reasons).nullable().openapi({ description: 'Why there is no answer' }),
    why: z.string().nullable().openapi({ description: 'The same in words' }),
    values: z.array(value),
    calls: z.array(called).openapi({ description: 'What was asked of this API, in that order' }),
    citations: z
      .array(z.string())
      .openapi({ description: 'Links to the rows and to the provenance of their payloads' }),
    understood: z.object({
      entities: z.array(
        z.object({
          kind: z.enum(['instrument', 'series', 'country', 'currency', 'venue']),
          id: z.string(),
          name: z.string(),
        }),
      ),
      measure: z.string().nullable(),
      period: z
        .object({ kind: z.enum(['now', 'day', 'span']), from: z.string().nullable(), to: z.string().nullable() })
        .nullable(),
      comparison: z.boolean(),
      as_of: z.string().nullable(),
    }),
    planner,
    suggestions: z.array(z.string()),
  })
  .openapi('AskAnswer');

const fetchId = 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f';
const path = '/v1/rates/USD-ZAR?date=2021-01-13';

export const askExample: Example = {
  path: '/v1/ask',
  body: { question: 'USD/ZAR on 2021-01-13' },
  data: {
    ...{ question: 'USD/ZAR on 2021-01-13', answered: true },
    answer: 'The rate of USD/ZAR was 15.3155515371 ZAR on 2021-01-13. These are sample figures.',
    ...{ reason: null, why: null },
    values: [
      { name: 'rate', value: '15.3155515371', unit: 'ZAR', time: '2021-01-13', of: 'USD-ZAR', fetch_ids: [fetchId] },
    ],
    calls: [
      {
        operation: 'getRates',
        params: { pair: 'USD-ZAR' },
        query: { date: '2021-01-13' },
        body: null,
        path,
        cost: 1,
        status: 200,
      },
    ],
    citations: [path, `/v1/provenance/${fetchId}`],
    understood: {
      entities: [
        { kind: 'currency', id: 'USD', name: 'USD' },
        { kind: 'currency', id: 'ZAR', name: 'ZAR' },
      ],
      ...{
        measure: 'price',
        period: { kind: 'day', from: '2021-01-13', to: '2021-01-13' },
        comparison: false,
        as_of: null,
      },
    },
    planner: { by: 'rules', model: null, prompt_sha256: null, input_ids: [], failure: null, removed: [] },
    suggestions: [],
  },
  meta: { is_sample: true },
};
