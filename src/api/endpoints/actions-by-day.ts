import { z } from '@hono/zod-openapi';
import type { CorporateAction, provenanceFields } from '../../model/records.ts';
import { instrumentId } from '../../model/symbol.ts';
import { readActionsByDay } from '../../storage/read/corporate-actions.ts';
import { jsonAnswer } from '../answer.ts';
import { dayShape, decodeCursor, encodeCursor, idShape } from '../cursor.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';
import { actionRow } from './list-corporate-actions.ts';

interface Kind {
  readonly kind: CorporateAction['kind'];
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly example: z.infer<typeof actionRow>;
}

/** Actions of one kind of all instruments in the order of their ex-dates, which a list of one instrument cannot show. */
const byDay = ({ kind, example, ...said }: Kind) =>
  endpoint({
    ...said,
    ...{ method: 'GET', tag: 'Instruments', scope: 'read', cost: 2, cache: { ttlSeconds: 300, rowCapped: true } },
    params: z.object({}),
    query: z
      .object({
        instrument: instrumentId.optional(),
        venue: parameters.venueParameter.optional(),
        from: parameters.dayParameter('First ex-date, inclusive', '2021-01-01'),
        to: parameters.dayParameter('Last ex-date, inclusive', '2021-12-31'),
        source: parameters.sourceParameter.openapi({ description: 'Rows of this source only' }),
        order: parameters.orderParameter.openapi({ description: 'Newest ex-date first where it is left out' }),
        limit: parameters.limitParameter(1_000, 100),
        cursor: parameters.cursorParameter,
        as_of: parameters.asOf,
      })
      .refine(({ from, to }) => parameters.daysAreForward(from, to), parameters.backwards),
    response: z.array(actionRow),
    example: {
      path: `${said.path}?from=${example.ex_date}&to=${example.ex_date}`,
      data: [example],
      meta: { source: example.source, is_sample: true, limit: 100 },
    },
    async handle({ query }, { db }, principal) {
      const as_of = query.as_of ?? null;
      const limit = parameters.cappedRows(principal, query.limit);
      const { json, source, is_sample, next } = await readActionsByDay(db, {
        ...{ kind, instrument_id: query.instrument ?? null, venue: query.venue ?? null },
        ...{ from: query.from ?? null, to: query.to ?? null, source: query.source ?? null },
        direction: query.order ?? 'desc',
        position: decodeCursor(query.cursor, [dayShape, idShape, idShape]),
        ...{ limit, as_of },
      });
      return jsonAnswer(json, { as_of, source, is_sample, limit, next_cursor: encodeCursor(next) }, [
        'corporate_action',
      ]);
    },
  });

const nothing = {
  unit: null,
  declared_on: null,
  record_date: null,
  payment_date: null,
  old_symbol: null,
  new_symbol: null,
};
const provenance: z.infer<typeof provenanceFields> = {
  ...{ source: 'yahoo-chart', is_sample: true, fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f' },
  ...{ recorded_at: '2026-11-24T05:00:00.000Z', rev: 1 },
};

export const listDividends = byDay({
  kind: 'dividend',
  path: '/v1/dividends',
  operationId: 'listDividends',
  summary: 'Dividends of all instruments by ex-date',
  description:
    'As each source says it, one row a source; `amount` is per share in `unit`. Of one instrument, /v1/corporate-actions/{id} has all kinds.',
  example: {
    ...{ instrument_id: 'XNAS:MSFT', kind: 'dividend', ex_date: '2021-02-17', amount: '0.56', ratio: null },
    ...{ ...nothing, unit: 'USD', ...provenance },
  },
});

export const listSplits = byDay({
  kind: 'split',
  path: '/v1/splits',
  operationId: 'listSplits',
  summary: 'Splits of all instruments by ex-date',
  description:
    'As each source says it, one row a source; `ratio` is new shares for one old. Of one instrument, /v1/corporate-actions/{id} has all kinds.',
  example: {
    ...{ instrument_id: 'XNAS:NVDA', kind: 'split', ex_date: '2021-07-20', amount: null, ratio: '4' },
    ...{ ...nothing, ...provenance },
  },
});
