import { expect, test } from 'vitest';
import { WizError } from '../../core/errors.ts';
import type { RawPayload } from '../../model/payload.ts';
import { eodhd } from './eodhd.ts';
import { eodhdSubject } from './eodhd-subject.ts';

const parse = (
  subject: string,
  content: string | object,
  fetched_at = '2021-01-13T20:00:00.000Z',
  headers: RawPayload['headers'] = {},
) => {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const bytes = new TextEncoder().encode(text);
  const payload: RawPayload = { url: 'https://eodhd.com/api/eod/NPN.JSE', status: 200, headers, bytes, fetched_at };
  return eodhd.parsers[0].parse(payload, subject);
};

/** Naspers on 2021-01-12, in cents. */
const day = {
  date: '2021-01-12',
  open: 322500,
  high: 322953,
  low: 318513,
  close: 319441,
  adjusted_close: 319441,
  volume: 1358507,
};

test('JSE prices are in cents, at the opening of Johannesburg, as traded', () => {
  expect(parse('NPN.JSE:eod', [day]).rows).toEqual({
    bar: [
      {
        instrument_id: 'XJSE:NPN',
        interval: '1d',
        time: '2021-01-12T07:00:00.000Z',
        session_date: '2021-01-12',
        open: '322500',
        high: '322953',
        low: '318513',
        close: '319441',
        volume: '1358507',
        turnover: null,
        trades: null,
        unit: 'ZAc',
        final: true,
      },
    ],
  });
});

test('CSV reads as JSON does, and an empty list is a window without trade', () => {
  const csv =
    'Date,Open,High,Low,Close,Adjusted_close,Volume\r\n2021-01-12,322500,322953,318513,319441,319441,1358507\r\n';
  expect(parse('NPN.JSE:eod', csv)).toEqual(parse('NPN.JSE:eod', [day]));
  expect(parse('NPN.JSE:eod', [])).toEqual({ rows: { bar: [] }, rejected: [] });
});

test('a broken day is rejected and its neighbours go through', () => {
  const { rows, rejected } = parse('NPN.JSE:eod', [day, { ...day, date: '2021-01-13', close: 'n/a' }]);
  expect(rows.bar).toHaveLength(1);
  expect(rejected).toMatchObject([{ rule: 'decimal', record: { date: '2021-01-13' } }]);
});

test('a dividend is what was paid for a share of its day, in the unit that it names', () => {
  const dividend = {
    date: '2024-11-08',
    declarationDate: '2024-10-31',
    recordDate: '',
    paymentDate: null,
    value: 0.05,
    unadjustedValue: 0.25,
    currency: 'ZAC',
  };
  expect(parse('NPN.JSE:dividends', [dividend]).rows.corporate_action).toMatchObject([
    { ex_date: '2024-11-08', amount: '0.25', unit: 'ZAc', declared_on: '2024-10-31', record_date: null },
  ]);
});

test('a split is so many new shares for so many old', () => {
  const splits = [
    { date: '2020-08-31', split: '4.000000/1.000000' },
    { date: '2023-05-24', split: '1.000000/10.000000' },
    { date: '2024-05-24', split: '0/1' },
  ];
  const { rows, rejected } = parse('AAPL.US:splits', splits);
  expect(rows.corporate_action?.map(({ instrument_id, ratio }) => [instrument_id, ratio])).toEqual([
    ['XNAS:AAPL', '4'],
    ['XNAS:AAPL', '0.1'],
  ]);
  expect(rejected).toMatchObject([{ rule: 'decimal' }]);
});

test('listings are instruments with their ISIN; rand or cents, the JSE quotes cents', () => {
  const listing = { Code: 'NPN', Name: 'Naspers Ltd ', Country: 'South Africa', Exchange: 'JSE', Type: 'Common Stock' };
  const listings = [
    { ...listing, Currency: 'ZAC', Isin: 'ZAE000325783' },
    { ...listing, Code: 'PRX', Currency: 'ZAR', Isin: null },
    { ...listing, Code: 'X1', Currency: 'ZAC', Type: 'Something new', Isin: null },
  ];
  const { rows, rejected } = parse('JSE:symbols', listings);
  expect(rows.instrument).toMatchObject([
    { instrument_id: 'XJSE:NPN', name: 'Naspers Ltd', unit: 'ZAc', currency: 'ZAR', isin: 'ZAE000325783', mic: 'XJSE' },
    { instrument_id: 'XJSE:PRX', unit: 'ZAc', currency: 'ZAR', isin: null },
  ]);
  expect(rows.alias).toMatchObject([{ scheme: 'eodhd', alias: 'NPN.JSE' }, { alias: 'PRX.JSE' }]);
  expect(rejected).toMatchObject([{ dataset: 'instrument', rule: 'schema' }]);
});

test.each([
  ['source_denied', 'Unauthenticated'],
  ['source_denied', 'Forbidden. Please contact support@eodhistoricaldata.com'],
  ['source_denied', { error: 'The plan does not include this', code: 403 }],
  ['source_denied', 'Payment Required'],
  ['source_denied', ['Only EOD data allowed for free users. Please, contact our support team.']],
  ['source_unavailable', { error: 'API rate limit exceeded', code: 429 }],
  ['source_unavailable', 'You exceeded your daily API requests limit. Please contact support.'],
  ['source_unavailable', 'Too many requests'],
  ['source_unavailable', { message: 'Too Many Attempts.' }],
  ['source_changed', 'Ticker Not Found.'],
  ['source_changed', { data: [] }],
  ['source_changed', [{ Code: 'JSE', Name: 'Johannesburg Exchange', OperatingMIC: 'XJSE' }]],
  ['source_changed', [{ ...day, date: 'today' }]],
  ['source_changed', [{ ...day, volume: undefined }]],
])('%s is raised by %j', (code, content) => {
  expect(() => parse('NPN.JSE:eod', content)).toThrow(expect.objectContaining({ code }));
});

test('a day whose calls are used up is waited for', async () => {
  const fetcher = { get: () => Promise.reject(new WizError('source_changed', 'answered 402', { http_status: 402 })) };
  const context = { subject: 'NPN.JSE:eod', settings: eodhd.defaults, fetcher };
  const collect = async () => {
    const window = { from: '2021-01-07T00:00:00.000Z', to: '2021-01-13T20:00:00.000Z' };
    for await (const _ of eodhd.fetch(context, window)) throw new Error('nothing is yielded');
  };
  await expect(collect()).rejects.toMatchObject({
    code: 'source_unavailable',
    detail: { retry_after_ms: 4 * 3_600_000 },
  });
});

test.each([
  ['SCOM.XNAI:eod', 'XNAI:SCOM', 'KES'],
  ['DANGCEM.XNSA:eod', 'XNSA:DANGCEM', 'NGN'],
  ['COMI.EGX:eod', 'XCAI:COMI', 'EGP'],
  ['ATW.BC:eod', 'XCAS:ATW', 'MAD'],
  ['BHP.AU:eod', 'XASX:BHP', 'AUD'],
  ['AAPL.US:eod', 'XNAS:AAPL', 'USD'],
  ['USDZAR.FOREX:eod', 'FX:USD-ZAR', 'ZAR'],
  ['BTC-USD.CC:eod', 'EODHD:BTC-USD', 'USD'],
])('%s is %s in %s', (subject, instrument_id, unit) => {
  expect(eodhdSubject(subject)).toMatchObject({ form: 'eod' });
  expect(parse(subject, [day]).rows.bar).toMatchObject([{ instrument_id, unit }]);
});

test.each(['NPN', 'NPN.JSE', 'NPN.JSE:intraday', 'BP.LSE:eod', 'LSE:symbols', 'USDZAR.FOREX:splits'])(
  '%s is no subject',
  (subject) => {
    expect(() => eodhdSubject(subject)).toThrow(expect.objectContaining({ code: 'config_invalid' }));
  },
);

test.each([
  ['NPN.JSE:eod', 'eod/NPN.JSE?fmt=json&from=2021-01-07&to=2021-01-13'],
  ['NPN.JSE:dividends', 'div/NPN.JSE?fmt=json&from=2021-01-07&to=2021-01-13'],
  ['NPN.JSE:splits', 'splits/NPN.JSE?fmt=json&from=2021-01-07&to=2021-01-13'],
  ['JSE:symbols', 'exchange-symbol-list/JSE?fmt=json'],
])('%s asks for %s, the key beside it', async (subject, path) => {
  const asked: unknown[] = [];
  const fetcher = {
    get(...request: unknown[]) {
      asked.push(request);
      return Promise.resolve(null);
    },
  };
  const window = { from: '2021-01-07T00:00:00.000Z', to: '2021-01-13T20:00:00.000Z' };
  const settings = { ...eodhd.defaults, api_key: 'QWERTY' };
  for await (const _ of eodhd.fetch({ subject, settings, fetcher }, window)) throw new Error('nothing is yielded');
  expect(asked).toEqual([[`https://eodhd.com/api/${path}`, { secretQuery: { api_token: 'QWERTY' } }]]);
});

test('a refusal that calls itself a web page is a refusal', () => {
  const page = { 'content-type': 'text/html; charset=UTF-8' };
  expect(() => parse('NPN.JSE:eod', 'Unauthenticated', undefined, page)).toThrow(
    expect.objectContaining({ code: 'source_denied' }),
  );
});

test("of a whole exchange's day only the subject's own record is read", () => {
  const named = (code: string) => ({ code, exchange_short_name: 'JSE', ...day });
  expect(parse('NPN.JSE:eod', [named('PRX'), named('NPN')]).rows.bar).toMatchObject([{ instrument_id: 'XJSE:NPN' }]);
  const others = [named('PRX'), { ...named('NPN'), exchange_short_name: 'AU' }];
  expect(() => parse('NPN.JSE:eod', others)).toThrow('other shares than NPN.JSE');
});

test("listings of another exchange are not the asked one's", () => {
  const listing = { Code: 'BHP', Name: 'BHP Group', Exchange: 'AU', Currency: 'AUD', Type: 'Common Stock', Isin: null };
  expect(() => parse('XETRA:symbols', [listing])).toThrow('is of AU, not of XETRA');
  expect(() => parse('US:symbols', [listing])).toThrow('is of AU, not of US');
  const own = { ...listing, Code: 'AAPL', Name: 'Apple Inc', Exchange: 'NASDAQ', Currency: 'USD' };
  const { rows, rejected } = parse('US:symbols', [own, listing]);
  expect([rows.instrument?.[0]?.instrument_id, rejected.length]).toEqual(['XNAS:AAPL', 1]);
});

test('a dividend that was only published divided by later splits is a changed source', () => {
  const divided = { date: '2024-11-08', value: 0.05, currency: 'ZAC' };
  expect(() => parse('NPN.JSE:dividends', [divided])).toThrow(expect.objectContaining({ code: 'source_changed' }));
});
