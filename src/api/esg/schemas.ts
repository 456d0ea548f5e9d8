import { z } from '@hono/zod-openapi';
import { pillars } from '../../esg-scoring/method.ts';
import { decimal } from '../../model/records.ts';
import { meta } from '../answer.ts';
import { entityId } from './parameters.ts';
import { kinds } from './subject.ts';

export const points = decimal.meta({ description: 'From 0 to 100' });
export const percent = decimal.meta({ description: 'Percent' });
export const year = z.number().int();

/** A score and how sure it is. */
export const scored = {
  score: points.nullable().openapi({ description: 'From 0, the worst, to 100; null where nothing has a value' }),
  lower: points.meta({ description: 'The score if all that is missing were at its worst' }),
  upper: points.meta({ description: 'The score if all that is missing were at its best' }),
  coverage_percent: percent.meta({ description: 'Of the weights, what has a value' }),
};

export const ofEntity = {
  entity: entityId.openapi({ description: 'ISO 3166-1 alpha-3, M49 code or instrument id' }),
  kind: z.enum(kinds),
  name: z.string(),
};

export const pillarScore = z
  .object({
    pillar: z.enum(pillars),
    weight_percent: percent,
    ...scored,
    contribution: points.meta({ description: 'To the score: those of the pillars add up to it exactly' }),
  })
  .openapi('EsgPillarScore');

export const rankingFields = {
  method: z.string(),
  period: year.nullable().openapi({ description: 'Null where no two peers have a value' }),
  peers: z.string(),
  peers_name: z.string(),
  members: year.openapi({ description: 'How many peers there are' }),
  scored: year.openapi({ description: 'How many of them have a score' }),
};

export const rankingMetaSchema = meta.extend(rankingFields).openapi('EsgRankingMeta');

/** Of a score that stands among others. */
export const explain = z.string().openapi({ description: 'Where the score is explained down to its payloads' });

export const scoreLinks = z.object({ explain: z.string(), method: z.string(), peers: z.string() });

/** Where the examples of a country lead, and what they were ranked among. */
export const exampleLinks = {
  explain: '/v1/esg/scores/ZAF/explain?method=countries%401&peers=001&period=2018',
  method: '/v1/esg/method?method=countries%401',
  peers: '/v1/esg/scores?kind=country&method=countries%401&peers=001&period=2018',
};
export const exampleRanking = {
  ...{ is_sample: true, method: 'countries@1', period: 2018, peers: '001', peers_name: 'World' },
  ...{ members: 215, scored: 27 },
};
