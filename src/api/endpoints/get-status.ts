import { z } from '@hono/zod-openapi';
import { instant } from '../../model/records.ts';
import { datasets } from '../../model/symbol.ts';
import { readStatus } from '../../storage/read/status.ts';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import { filePeriod, intervalClass } from './list-files.ts';

const count = z.number().int();

const status = z
  .object({
    datasets: z.array(
      z.object({
        dataset: z.enum(datasets),
        rows: count,
        newest: z.string().nullable().openapi({ description: "The newest day or instant, by the world's clock" }),
        last_recorded_at: instant.nullable().openapi({ description: 'The newest recorded_at, by our clock' }),
      }),
    ),
    unsent_changes: count.openapi({ description: 'Changes that are stored and not yet published or derived from' }),
    pending_payloads: count.openapi({ description: 'Payloads in the lake whose rows are not stored yet' }),
    quarantined_rows: count.openapi({ description: 'Records that are impossible and did not become rows' }),
    flagged_rows: count.openapi({ description: 'Rows that are suspicious and stand as published' }),
    open_dead_letters: count,
    cold: z
      .array(
        z.object({
          interval_class: intervalClass,
          files: count,
          rows: count.openapi({ description: 'Revisions included' }),
          bytes: count,
          oldest_period: filePeriod,
          newest_period: filePeriod,
          reopened: count.openapi({ description: 'Instruments and periods that were taken back for a correction' }),
          checked: count.openapi({
            description:
              'Files that were read back since they were put there. Each day, those that were checked longest ago are: their bytes must have the digest that was noted, and the index must name all their rows',
          }),
          damaged: count.openapi({
            description:
              'Files that the last check found changed or gone; 0 is as it must be. Reads of them are refused until they are brought back',
          }),
        }),
      )
      .openapi({ description: 'Bars that lie in cold storage and are read as all others are' }),
    swapping: z
      .array(z.object({ replay_id: z.string(), done: count, of: count }))
      .openapi({ description: 'Swaps of replays under way, by rows: meanwhile tables are in part as they will be' }),
    rows_beyond: z.record(z.string(), count).openapi({
      description: 'Rows, by table, so far ahead that there is no partition for their time; 0 is as it must be',
    }),
    rebuild_proofs: z
      .array(
        z.object({
          dataset: z.enum(datasets),
          source: z.string(),
          status: z.enum(['proven', 'differing']).openapi({
            description: '`differing`: some rows are not those that the lake yields',
          }),
          rows: count,
          live_hash: z.string(),
          rebuilt_hash: z.string(),
          differing: count.openapi({
            description: 'Rows that the lake does not yield as they stand; 0 is as it must be',
          }),
          cold: count.openapi({
            description: 'Rows of cold storage, which are not compared: their files are checked by digest, see `cold`',
          }),
          payloads: count,
          payloads_refused: count.openapi({ description: "Payloads that today's parsers do not understand" }),
          proven_at: instant.meta({
            description: 'Of a large source, when the part that was proven longest ago was',
          }),
        }),
      )
      .openapi({
        description:
          'What came of rebuilding each table from the lake, beside it, as a nightly job does: a sum over the hashes of its rows (60 bits of the md5 of key, values, source and is_sample), as they stand and as rebuilt. Bars in cold storage are not compared, their files are checked by digest instead. Derived bars come from no payload and are not among it.',
      }),
  })
  .openapi('Status');

export const getStatus = endpoint({
  method: 'GET',
  path: '/v1/status',
  operationId: 'getStatus',
  summary: 'What is stored and what is under way',
  tag: 'Sources',
  scope: 'read',
  cost: 2,
  cache: 'none',
  params: z.object({}),
  query: z.object({}),
  response: status,
  example: {
    path: '/v1/status',
    data: {
      datasets: [{ dataset: 'rate', rows: 5450, newest: '2022-12-30', last_recorded_at: '2026-11-24T05:00:00.000Z' }],
      unsent_changes: 0,
      pending_payloads: 0,
      quarantined_rows: 0,
      flagged_rows: 0,
      open_dead_letters: 0,
      cold: [
        {
          ...{ interval_class: 'daily', files: 16, rows: 41207, bytes: 192511, reopened: 0, checked: 16, damaged: 0 },
          ...{ oldest_period: '2011', newest_period: '2011' },
        },
      ],
      swapping: [],
      rows_beyond: { bar_daily: 0 },
      rebuild_proofs: [
        {
          ...{
            dataset: 'rate',
            source: 'ecb',
            status: 'proven',
            rows: 5450,
            differing: 0,
            cold: 0,
            payloads: 31,
            payloads_refused: 0,
          },
          live_hash: '3141592653589793238462',
          rebuilt_hash: '3141592653589793238462',
          proven_at: '2026-11-24T01:40:09.000Z',
        },
      ],
    },
    meta: { is_sample: true },
  },
  async handle(_input, { db }) {
    const { json, is_sample } = await readStatus(db);
    return jsonAnswer(json, { is_sample });
  },
});
