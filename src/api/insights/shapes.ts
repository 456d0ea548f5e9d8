import { z } from '@hono/zod-openapi';
import { decimal } from '../../model/records.ts';

const method = z
  .object({ formula: z.string(), source: z.string(), notes: z.array(z.string()) })
  .openapi('InsightMethod');

const evidence = z
  .object({
    input: z.string().openapi({ description: 'One of `inputs`' }),
    rows: z.number().int(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    link: z.string().nullable().openapi({
      description:
        'Where these rows are, with the actions that prices are adjusted by; null where there is none, and of scores of several rankings',
    }),
    fetch_ids: z
      .array(z.string())
      .openapi({ description: 'The payloads that say so: /v1/provenance/{fetch_id} leads to their bytes' }),
  })
  .openapi('InsightEvidence');

const figure = z
  .object({
    name: z.string(),
    value: z
      .string()
      .nullable()
      .openapi({ description: 'A decimal of 12 significant digits; a day, an id or a word where the unit says so' }),
    unit: z.string().openapi({ description: 'Of the number: percent, ratio, count, a currency; or date, id, label' }),
    meaning: z.string(),
  })
  .openapi('InsightFigure');

const finding = z
  .object({ id: z.string(), figures: z.array(figure), evidence: z.array(evidence) })
  .openapi('InsightFinding');

const quotation = z
  .object({
    news_id: z.string(),
    feed_id: z.string(),
    fetch_id: z.string().openapi({ description: 'Of the payload that has these characters' }),
    field: z.enum(['title', 'summary']),
    start: z.number().int(),
    end: z.number().int(),
    text: z.string().openapi({ description: 'The characters from `start` up to `end`, as they were published' }),
    score: decimal,
  })
  .openapi('InsightQuotation');

const insufficient = z
  .object({ reason: z.string(), needed: z.number().int(), have: z.number().int() })
  .openapi('InsightInsufficient');

const words = z
  .object({
    by: z.enum(['template', 'model']),
    model: z
      .string()
      .nullable()
      .openapi({ description: 'The text model that was asked, whether its words stand or not' }),
    prompt_sha256: z.string().nullable(),
    input_ids: z.array(z.string()).openapi({ description: 'The figures that the sentences speak of' }),
    sentences: z.array(z.string()),
    removed: z
      .array(z.string())
      .openapi({ description: 'Why sentences of the model do not stand; what they said is not repeated' }),
  })
  .openapi('InsightWords');

export const insightAnswer = z
  .object({
    insight: z.string(),
    version: z.number().int(),
    title: z.string(),
    question: z.string(),
    method,
    parameters: z.record(z.string(), z.unknown()).openapi({ description: 'As they were used, defaults included' }),
    status: z.enum(['computed', 'insufficient']),
    insufficient: insufficient.nullable().openapi({ description: 'Why there is no figure; null where there are some' }),
    findings: z.array(finding),
    quotations: z.array(quotation),
    inputs: z.array(evidence.extend({ kind: z.string(), source: z.string().nullable(), unit: z.string().nullable() })),
    input_digest: z.string().openapi({ description: 'SHA-256 of all rows that were read' }),
    words,
  })
  .openapi('Insight');

export const catalogueEntry = z
  .object({
    insight: z.string(),
    version: z.number().int(),
    title: z.string(),
    question: z.string(),
    method,
    minimum_rows: z.number().int().openapi({ description: 'With fewer rows of the scarcest input there is no figure' }),
    request: z.string().openapi({ description: 'Method and path' }),
    parameters: z.array(z.string()),
  })
  .openapi('InsightMethodEntry');
