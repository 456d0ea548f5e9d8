import { describe, expect, test } from 'vitest';
import { clean } from '../../src/cleaning/clean.ts';
import { holidayBars } from '../../src/cleaning/examples.ts';
import { rules } from '../../src/cleaning/index.ts';
import { parserFor } from '../../src/connectors/connector.ts';
import { connectorOf } from '../../src/connectors/index.ts';
import type { RawPayload } from '../../src/model/payload.ts';
import { sessionCheck } from '../../src/pipeline/session-check.ts';
import { auditedOf, richemont, sourceOf } from '../../src/quality/examples.ts';
import { seriesRules } from '../../src/quality/index.ts';
import { findIn } from '../../src/quality/rule.ts';

/** Naspers on the JSE in cents, as Yahoo Finance had it. */
const days = [
  '2021-01-04,305700,307870,301345,303695,303695,483036',
  '2021-01-05,304990,313163,304204,311667,311667,626086',
  '2021-01-06,315200,317392,309185,310100,310100,580931',
  '2021-01-07,303000,306721,300796,301375,301375,1209392',
  '2021-01-08,307000,312721,304644,307027,307027,1258714',
  '2021-01-11,312400,322387,311001,320258,320258,1232913',
  '2021-01-12,322500,322953,318513,319441,319441,1358507',
  '2021-01-13,322000,325585,318912,319878,319878,1256331',
];
const file = (lines: readonly string[]) => `Date,Open,High,Low,Close,Adj Close,Volume\n${lines.join('\n')}\n`;

/** The rules that speak of a payload on its way through parser and cleaning, as the line takes it. */
function spoken(source: string, subject: string, text: string): string[] {
  const connector = connectorOf(source);
  const bytes = new TextEncoder().encode(text);
  const payload: RawPayload = {
    url: `intake:///${subject}`,
    status: 200,
    headers: {},
    bytes,
    fetched_at: '2026-11-24T00:00:00.000Z',
  };
  const parsed = parserFor(connector, payload.fetched_at).parse(payload, subject);
  const context = { fetchedAt: payload.fetched_at, isSession: sessionCheck(parsed.rows) };
  const { rejected, flagged } = clean(parsed, rules, { ...context, priceBasis: connector.source.price_basis });
  return [...rejected, ...flagged].map(({ rule }) => rule);
}
const ofNaspers = (lines: readonly string[]) => spoken('yahoo-csv', 'NPN.JO', file(lines));

describe('in one file', () => {
  test('nothing is found where nothing is planted', () => {
    expect(ofNaspers(days)).toEqual([]);
    expect(ofNaspers(days.toReversed())).toEqual([]);
  });

  test('a day in rands', () => {
    const inRands = '2021-01-07,3030.00,3067.21,3007.96,3013.75,3013.75,1209392';
    expect(ofNaspers(days.with(3, inRands))).toEqual(['unit_jump']);
  });

  test('a day told twice', () => {
    expect(ofNaspers([...days.slice(0, 4), ...days.slice(3)])).toEqual(['duplicate']);
  });

  test('days that were shuffled', () => {
    const shuffled = [3, 0, 6, 1, 7, 2, 5, 4].map((at) => days[at] ?? '');
    expect(new Set(ofNaspers(shuffled))).toEqual(new Set(['out_of_order']));
  });

  test('a holiday filled with the last close', () => {
    const vodacom = holidayBars.map(({ session_date, open, high, low, close, volume }) =>
      [session_date, open, high, low, close, close, volume].join(','),
    );
    expect(spoken('yahoo-csv', 'VOD.JO', file(vodacom))).toEqual(['closed_day']);
  });

  test('a price of nothing, a low above the high, a day that has not come', () => {
    const bad = [
      '2021-01-14,0,325585,0,319878,319878,1',
      '2021-01-15,322000,318912,325585,319878,319878,1',
      '2999-01-16,322000,325585,318912,319878,319878,1',
    ];
    expect(ofNaspers([...days, ...bad])).toEqual(['future_time', 'ohlc', 'price_positive']);
  });

  test('a split that the prices beside it deny', () => {
    const columns = 'Date,Open,High,Low,Close,Adj Close,Volume,Dividends,Stock Splits';
    const rows = [
      '2023-05-19,23.65,23.85,22.10,22.30,22.30,41050,0.0,0.0',
      '2023-05-22,2.20,2.41,2.15,2.275,2.275,340215,0.0,0.0',
      '2023-05-23,22.75,22.90,21.75,22.5,22.5,13992,0.0,0.0',
      '2023-05-24,21.0,24.0,21.0,22.01,22.01,18306,0.0,0.1',
    ];
    expect(spoken('yahoo-csv', 'MOB.ST', `${columns}\n${rows.join('\n')}\n`)).toEqual(['split_ratio']);
  });

  test('a feed with hostile markup', () => {
    const item = `<item><title>Sasol profit plunges</title><link>https://www.moneyweb.co.za/sasol/</link>
      <description>Oil &lt;img src=x onerror=alert(1)&gt;</description><pubDate>Thu, 05 Feb 2026 06:51:35 +0000</pubDate></item>`;
    expect(spoken('moneyweb', 'all', `<rss version="2.0"><channel>${item}</channel></rss>`)).toEqual([
      'hostile_markup',
    ]);
  });
});

test('in a stored series: a price that stands still', () => {
  expect(findIn(auditedOf(sourceOf(richemont.series.points)), seriesRules).map(({ rule }) => rule)).toEqual([
    'stale_price',
  ]);
});
