import { z } from '@hono/zod-openapi';
import { instant } from '../../model/records.ts';
import { seriesRules } from '../../quality/index.ts';
import { severities } from '../../quality/rule.ts';
import { inOneTrip } from '../../storage/one-trip.ts';
import { readFindings } from '../../storage/read/quality.ts';
import { jsonAnswer } from '../answer.ts';
import { auditedMeta, auditProgress, exampleAudit } from '../audit-progress.ts';
import { decodeCursor, encodeCursor, idShape, instantShape } from '../cursor.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';
import { datasetParameter, seriesFields, seriesIdParameter } from './list-quality.ts';

const ruleIds = seriesRules.map(({ id }) => id);
const rule = z.enum(ruleIds, `must be one of ${ruleIds.join(', ')}`);

const findingRow = z
  .object({
    ...seriesFields,
    rule,
    at: instant.meta({ description: 'The time of the row that is doubted, or of the first of several in a row' }),
    until: instant.nullable().openapi({ description: 'The time of the last of several in a row' }),
    severity: z.enum(severities),
    reason: z.string(),
    fetch_id: z.string().nullable().openapi({ description: 'What brought the row; null where a row is missing' }),
    found_at: instant,
    resolved_at: instant.nullable().openapi({ description: 'When it no longer held; null while it does' }),
  })
  .openapi('Finding');

const rules = seriesRules.map(({ id, severity, describe }) => `- \`${id}\` (${severity}): ${describe}`).join('\n');

export const listFindings = endpoint({
  method: 'GET',
  path: '/v1/findings',
  operationId: 'listFindings',
  summary: 'What looks wrong in stored series, by rule, newest first',
  description: `Nothing is changed by a finding: the figures stay as published. What no longer holds is resolved and stays in the list. Each rule says what a series must be:\n${rules}`,
  tag: 'Quality',
  scope: 'read',
  cost: 1,
  cache: { ttlSeconds: 60, rowCapped: true },
  params: z.object({}),
  query: z
    .object({
      dataset: datasetParameter,
      id: seriesIdParameter.optional(),
      source: parameters.sourceParameter.openapi({ description: 'Series of this source only' }),
      rule: rule.optional(),
      severity: z.enum(severities, `must be one of ${severities.join(', ')}`).optional(),
      open: z
        .enum(['true', 'false'], 'must be true or false')
        .optional()
        .openapi({ description: 'Those that still hold, or those that are resolved; left out, both' }),
      from: parameters.fromMoment,
      to: parameters.toMoment,
      as_of: parameters.asOf,
      limit: parameters.limitParameter(1_000, 100),
      cursor: parameters.cursorParameter,
    })
    .refine(({ from, to }) => parameters.momentsAreForward(from, to), parameters.backwards),
  response: z.array(findingRow),
  meta: auditedMeta,
  example: {
    path: '/v1/findings?dataset=bar&open=true',
    data: [
      {
        channel: 'bar.1d:XJSE:MTN',
        source: 'yahoo-chart',
        dataset: 'bar',
        id: 'XJSE:MTN',
        interval: '1d',
        is_sample: true,
        rule: 'gap',
        at: '2020-10-30T07:00:00.000Z',
        until: null,
        severity: 'warning',
        reason: 'No row for 2020-10-30, though there are later ones.',
        fetch_id: null,
        found_at: '2026-11-24T05:02:00.000Z',
        resolved_at: null,
      },
    ],
    meta: { source: 'yahoo-chart', is_sample: true, limit: 100, audit: exampleAudit },
  },
  async handle({ query }, { db }, principal) {
    const limit = parameters.cappedRows(principal, query.limit);
    const as_of = query.as_of ?? null;
    const filters = {
      'dataset = ?': query.dataset ?? null,
      'id = ?': query.id ?? null,
      'source = ?': query.source ?? null,
      'rule = ?': query.rule ?? null,
      'severity = ?': query.severity ?? null,
      'COALESCE("until", "at") >= ?::timestamptz': query.from ?? null,
      '"at" < ?::timestamptz': query.to ?? null,
    };
    const position = decodeCursor(query.cursor, [instantShape, idShape, idShape, idShape, instantShape]);
    const open = query.open === undefined ? null : query.open === 'true';
    const [{ json, source, is_sample, next }, audit] = await inOneTrip(db, (one) => [
      readFindings(one, filters, { open, as_of, position, limit }),
      auditProgress(one, query),
    ]);
    return jsonAnswer(json, { as_of, source, is_sample, limit, next_cursor: encodeCursor(next), audit });
  },
});
