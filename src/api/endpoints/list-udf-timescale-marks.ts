import { z } from '@hono/zod-openapi';
import type { CorporateAction, ProvenanceFields } from '../../model/records.ts';
import { channelName } from '../../model/symbol.ts';
import { readCorporateActions } from '../../storage/read/corporate-actions.ts';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';
import { resolutionParameter } from '../udf/resolutions.ts';
import { fromParameter, tickerParameter, toParameter } from '../udf/udf-parameters.ts';
import { instantOf, secondsOf } from '../udf/unix-time.ts';

type Action = CorporateAction & ProvenanceFields;

/** More than all that happened to one instrument. */
const mostActions = 1_000;

const looks: Readonly<Record<CorporateAction['kind'], { readonly label: string; readonly color: string }>> = {
  dividend: { label: 'D', color: 'green' },
  split: { label: 'S', color: 'blue' },
  symbol_change: { label: 'C', color: 'yellow' },
};

const mark = z
  .object({
    id: z.string(),
    time: z.number().int().openapi({ description: 'The ex-date, in seconds since 1970' }),
    label: z.string(),
    color: z.string(),
    tooltip: z.array(z.string()).openapi({ description: 'What each source says' }),
    is_sample: z.boolean(),
  })
  .openapi('UdfTimescaleMark');

export const listUdfTimescaleMarks = endpoint({
  method: 'GET',
  path: '/udf/timescale_marks',
  operationId: 'listUdfTimescaleMarks',
  summary: 'Dividends, splits and changes of symbol on the time axis of a chart',
  description: 'One mark for each kind and ex-date, with what each source says of it, newest first.',
  tag: 'Charts',
  scope: 'read',
  cost: 1,
  cache: { ttlSeconds: 300, rowCapped: true },
  protocol: 'udf',
  params: z.object({}),
  query: z.object({
    symbol: tickerParameter.openapi({ example: 'XNAS:NVDA' }),
    from: fromParameter,
    to: toParameter.openapi({ description: 'Seconds since 1970; the day of it is inside', example: 1_640_995_200 }),
    resolution: resolutionParameter.optional(),
    as_of: parameters.asOf,
  }),
  response: z.array(mark),
  mayMiss: true,
  example: {
    path: '/udf/timescale_marks?symbol=XNAS:NVDA&from=1609459200&to=1640995200&resolution=1D',
    data: [
      {
        ...{ id: 'split 2021-07-20', time: 1626739200, label: 'S', color: 'blue' },
        ...{ tooltip: ['Split, 4 new for 1 old (yahoo-chart)'], is_sample: true },
      },
    ],
  },
  async handle({ query: { symbol, from, to, as_of = null } }, { db }, principal) {
    const day = (seconds: number | undefined): string | null =>
      seconds === undefined ? null : instantOf(seconds).slice(0, 10);
    const { json } = await readCorporateActions(db, {
      ...{ instrument_id: symbol, kind: null, source: null, position: null, as_of },
      ...{ from: day(from), to: day(to), limit: parameters.cappedRows(principal, mostActions) },
    });
    const events = Map.groupBy(JSON.parse(json) as Action[], ({ kind, ex_date }) => `${kind} ${ex_date}`);
    const marks = [...events].map(([id, [first, ...others]]) => markOf(id, first as Action, others));
    return jsonAnswer(JSON.stringify(marks), {}, [channelName('corporate_action', symbol)]);
  },
});

const markOf = (id: string, first: Action, others: readonly Action[]) => ({
  ...{ id, time: secondsOf(first.ex_date), ...looks[first.kind] },
  tooltip: [first, ...others].map((action) => `${said(action)} (${action.source})`),
  is_sample: [first, ...others].some(({ is_sample }) => is_sample),
});

function said({ kind, amount, unit, ratio, old_symbol, new_symbol }: Action): string {
  if (kind === 'dividend') return amount === null ? 'Dividend' : `Dividend, ${amount} ${unit ?? ''}`.trimEnd();
  if (kind === 'split') return ratio === null ? 'Split' : `Split, ${ratio} new for 1 old`;
  return `Symbol changed from ${old_symbol ?? 'another'} to ${new_symbol ?? 'this one'}`;
}
