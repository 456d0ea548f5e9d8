import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, knownAt, type ReadApi } from './read-api.ts';
import { startVenueStand } from './venue-stand.ts';

let read: ReadApi;
beforeAll(async () => {
  read = await startVenueStand();
});
afterAll(() => read.stop());

const movers = (query: string) => read.get(`/v1/movers?venue=XJSE&${query}`, 'listMovers');
const changes = ({ data }: Answer) =>
  data.map((one: Record<string, string>) => [one.instrument_id, one.change_percent]);

describe('movers', () => {
  test('rose or fell from close to close of the last session', async () => {
    const gainers = await movers('direction=gainers&on=2021-01-13');
    expect(changes(gainers)).toEqual([
      ['XJSE:SOL', '1.18206118206'],
      ['XJSE:NPN', '0.136801475077'],
    ]);
    expect(gainers.meta).toMatchObject({ session_date: '2021-01-13', previous_session: '2021-01-12', compared: 5 });
    expect((await movers('direction=gainers')).data).toEqual(gainers.data);
    expect(changes(await movers('direction=losers&limit=2'))).toEqual([
      ['XJSE:FSR', '-2.69110764431'],
      ['XJSE:SBK', '-0.276923076923'],
    ]);
  });

  test('are what was known at the moment', async () => {
    expect(changes(await movers(`direction=losers&on=2020-10-30&as_of=${knownAt[0]}`))).toEqual([
      ['XJSE:MTN', '-98.9589263016'],
    ]);
    expect(changes(await movers('direction=gainers&on=2020-10-30'))).toEqual([['XJSE:MTN', '4.10736984327']]);
  });

  test('leave out what cannot be compared, and say why', async () => {
    expect((await movers('')).meta.left_out).toEqual([{ instrument_id: 'XJSE:AGL', reason: 'no_previous_close' }]);
    const rand = await movers('on=2021-01-06&direction=losers');
    expect([rand.data, rand.meta.left_out]).toEqual([[], [{ instrument_id: 'XJSE:S32', reason: 'no_previous_close' }]]);
    const { data, meta } = await read.get('/v1/movers?venue=XNAS&direction=losers', 'listMovers');
    expect([data, meta.left_out]).toEqual([[], [{ instrument_id: 'XNAS:NVDA', reason: 'split_between' }]]);
  });

  test('that are active are those whose traded value is the largest', async () => {
    const { data } = await movers('direction=active&limit=2');
    expect(data).toMatchObject([
      { instrument_id: 'XJSE:NPN', value_traded: '401872647618', value_basis: 'close_times_volume' },
      { instrument_id: 'XJSE:FSR', value_traded: '80977560320' },
    ]);
  });

  test('of a day without closes are none, of another venue too, in one trip', async () => {
    expect((await movers('on=2021-01-10')).data).toEqual([]);
    expect((await read.get('/v1/movers?venue=XLON', 'listMovers')).meta).toMatchObject({ session_date: null });
    expect(await read.tripsOf('/v1/movers?venue=XJSE&limit=3')).toBe(1);
  });

  test('of a day whose bars are cold are refused', async () => {
    await read.owner.query(
      `INSERT INTO cold_file VALUES ('daily', '2009', '0', '2009-01-01', '2010-01-01', 'p', 's', 1, 1, 0, '[]', now())`,
    );
    const response = await read.api.request('/v1/movers?venue=XJSE&on=2009-05-05', { key: 'admin' });
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('cold storage')]);
    await read.owner.query('DELETE FROM cold_file');
  });
});

describe('sectors', () => {
  test('have the mean and median of their changes, and a cell for each', async () => {
    const { data, meta } = await read.get('/v1/sectors?venue=XJSE', 'listSectors');
    const said = data.map((one: Record<string, string>) => [
      ...[one.sector, one.instruments, one.priced, one.mean_change_percent, one.median_change_percent],
    ]);
    expect(said).toEqual([
      ['Basic Materials', 1, 0, null, null],
      ['Energy', 1, 1, '1.18206118206', '1.18206118206'],
      ['Financials', 3, 3, '-1.04574515299', '-0.276923076923'],
      ['Technology', 1, 1, '0.136801475077', '0.136801475077'],
      [null, 2, 0, null, null],
    ]);
    expect(data[2].cells.map((cell: Record<string, string>) => cell.instrument_id)).toEqual([
      ...['XJSE:ABG', 'XJSE:FSR', 'XJSE:SBK'],
    ]);
    expect(meta).toMatchObject({ session_date: '2021-01-13', compared: 5 });
    expect(await read.tripsOf('/v1/sectors?venue=XJSE&on=2021-01-13')).toBe(1);
  });

  test('weigh by the market capitalisation that a quote tells', async () => {
    const { data } = await read.get('/v1/sectors?venue=COINGECKO', 'listSectors');
    expect(data).toMatchObject([
      {
        sector: null,
        cells: [{ instrument_id: 'COINGECKO:BTC-USD', weight: '934964766185.9642', weight_currency: 'USD' }],
      },
    ]);
  });
});
