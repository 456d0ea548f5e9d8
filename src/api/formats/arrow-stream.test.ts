import { tableFromIPC } from '@uwdata/flechette';
import { expect, test } from 'vitest';
import { metaOf } from '../answer.ts';
import { listBars } from '../endpoints/list-bars.ts';
import type { RowShape } from './row-shape.ts';
import { shapeAnswer } from './shape-answer.ts';

const [bar = {}] = listBars.example.data as Record<string, unknown>[];

test('an Arrow stream has the figures digit by digit and moments as such', async () => {
  const answer = {
    data: [
      { ...bar, close: '0.10' },
      { ...bar, volume: null, trades: 7 },
    ],
    meta: metaOf({}),
  };
  const wanted = { format: 'arrow', fields: null } as const;
  const { body, contentType } = await shapeAnswer(answer, wanted, listBars.rows as RowShape, '/v1/bars/XJSE:NPN');
  expect(contentType).toBe('application/vnd.apache.arrow.stream');
  const rows = tableFromIPC(body, { useDate: true }).toArray();
  expect(rows[0]).toMatchObject({ close: '0.10', trades: null, time: new Date('2021-01-13T07:00:00Z'), final: true });
  expect(rows[1]).toMatchObject({ volume: null, trades: 7, session_date: new Date('2021-01-13') });
});
