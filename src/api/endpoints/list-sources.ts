import { z } from '@hono/zod-openapi';
import { day, instant } from '../../model/records.ts';
import { datasets } from '../../model/symbol.ts';
import { readSources } from '../../storage/read/sources.ts';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';

const sourceRow = z
  .object({
    source_id: z.string(),
    name: z.string(),
    url: z.string(),
    terms_url: z.string(),
    redistribution: z.enum(['open', 'restricted']),
    attribution: z.string(),
    country: z.string(),
    datasets: z.array(z.enum(datasets)),
    cadence_seconds: z.number().int(),
    coverage_start: day,
    verified_on: day.meta({ description: 'When the terms were last read' }),
    rank: z.number().int().openapi({
      description:
        'Where several publish the same thing, the lowest speaks: 1 whoever makes the figure, 2 a vendor, 3 an aggregator',
    }),
    price_basis: z.enum(['as_traded', 'split_adjusted']).nullable(),
    key: z
      .object({ name: z.string(), register_url: z.string() })
      .nullable()
      .openapi({ description: 'The secret without which the source is not asked' }),
    politeness: z.object({ min_interval_ms: z.number().int(), per_day: z.number().int().nullable() }),
    intake_only: z.boolean().openapi({ description: 'Its payloads come only as files that somebody hands in' }),
    oddities: z.array(z.string()),
    rows_collected: z.number().int().openapi({ description: 'Rows that its payloads brought, in all datasets' }),
    is_sample: z.boolean(),
    last_success_at: instant.nullable(),
    freshness_seconds: z.number().int().nullable().openapi({ description: 'Since the last success' }),
    last_run_status: z.enum(['succeeded', 'failed', 'not_modified', 'needs_key']).nullable(),
    last_run_at: instant.nullable(),
    failing_subjects: z
      .array(z.string())
      .openapi({ description: 'Subjects whose last run failed; empty where all is well' }),
    last_error_code: z
      .string()
      .nullable()
      .openapi({ description: 'Of the last run that failed; see /problems/{code}' }),
    last_error_message: z.string().nullable(),
    last_error_at: instant.nullable(),
  })
  .openapi('Source');

export const listSources = endpoint({
  method: 'GET',
  path: '/v1/sources',
  operationId: 'listSources',
  summary: 'Sources: terms, cadence, last success and how fresh they are',
  tag: 'Sources',
  scope: 'read',
  cost: 1,
  cache: 'none',
  params: z.object({}),
  query: z.object({}),
  response: z.array(sourceRow),
  example: {
    path: '/v1/sources',
    data: [
      {
        source_id: 'ecb',
        name: 'European Central Bank',
        url: 'https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates',
        terms_url: 'https://www.ecb.europa.eu/services/using-our-site/disclaimer/html/index.en.html',
        redistribution: 'open',
        attribution: 'Source: European Central Bank',
        country: 'DE',
        datasets: ['rate'],
        cadence_seconds: 3600,
        coverage_start: '1999-01-04',
        verified_on: '2026-11-23',
        rank: 1,
        price_basis: null,
        key: null,
        politeness: { min_interval_ms: 1000, per_day: null },
        intake_only: false,
        oddities: ['Currencies that ceased keep their column; N/A is an absence.'],
        rows_collected: 5450,
        is_sample: true,
        last_success_at: '2026-11-24T05:00:00.000Z',
        freshness_seconds: 42,
        last_run_status: 'succeeded',
        last_run_at: '2026-11-24T05:00:00.000Z',
        failing_subjects: [],
        last_error_code: null,
        last_error_message: null,
        last_error_at: null,
      },
    ],
    meta: { is_sample: true },
  },
  async handle(_input, { db }) {
    const { json, is_sample } = await readSources(db);
    return jsonAnswer(json, { is_sample });
  },
});
