import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Input, InputRow, Inputs } from '../../src/insights/insight.ts';

const figures = join(import.meta.dirname, '../../local/upstream/figures');
const fetch_ids = ['fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f'];

const csv = (file: string): string[][] =>
  readFileSync(join(figures, file), 'utf8')
    .split('\n')
    .filter((line) => /^[\w.^-]+,/.test(line) && !line.startsWith('#'))
    .map((line) => line.split(','));

const inputOf = (rows: InputRow[], unit: string | null, source: string | null): Input => ({
  ...{ rows, unit, source },
  is_sample: true,
});

/** Closes of the sample: Yahoo's for shares of the JSE, in cents, and of the All Share index. */
export function closes(symbol: string): Input {
  const rows = csv(`yahoo/${symbol}.csv`)
    .filter(([day = '']) => /^\d{4}-/.test(day))
    .map(([at = '', , , , close = '']) => ({ at, value: close, fetch_ids }));
  return inputOf(rows, symbol.startsWith('^') ? 'points' : symbol.endsWith('.JO') ? 'ZAc' : 'USD', 'yahoo-chart');
}

/** The ECB's reference rates: units of the second currency for one of the first. */
export function rates(base: string, quote: string): Input {
  const [head = [], ...lines] = csv('ecb.csv');
  const at = (name: string): number => head.findIndex((cell) => cell.trim() === name);
  const value = (line: string[], name: string): number => (name === 'EUR' ? 1 : Number(line[at(name)]));
  const rows = lines
    .map((line) => ({ at: line[0] ?? '', value: String(value(line, quote) / value(line, base)), fetch_ids }))
    .sort((one, other) => (one.at < other.at ? -1 : 1));
  return inputOf(rows, quote, 'ecb');
}

/** The World Bank's values of an indicator for a country. */
export function observations(indicator: string, country: string): Input {
  const [head = [], ...lines] = csv('worldbank-observations.csv');
  const line = lines.find(([code, iso3]) => code === indicator && iso3 === country) ?? [];
  const rows = head
    .map((year, place) => ({ at: `${year}-01-01`, value: line[place]?.trim() || null, fetch_ids }))
    .slice(2);
  return inputOf(rows, '%', 'worldbank');
}

export const titles = (...said: readonly (readonly [at: string, title: string])[]): Input =>
  inputOf(
    said.map(([at, title], place) => {
      return {
        at,
        value: null,
        fetch_ids,
        story: { news_id: `n${place}`, feed_id: 'NEWS:SENS', title, summary: null },
      };
    }),
    null,
    'sens',
  );

export const nothing = (unit: string | null = null): Input => inputOf([], unit, null);

const weekdays = (input: Input): Input =>
  inputOf(
    input.rows.map(({ at }) => ({ at, value: null, fetch_ids: [] })),
    null,
    null,
  );

/** Real headlines of the JSE's news service, 15 September 2025, as the sample has them. */
const announced = titles(
  [
    '2025-09-15T19:38:00.000Z',
    'Anglo American and Teck to combine through a merger of equals to form a global critical minerals champion',
  ],
  [
    '2025-09-15T19:42:00.000Z',
    'Major Step Towards Quality Portfolio Growth: MAC Copper’s Shareholders Support Acquisition by Harmony',
  ],
);

const npn = closes('NPN.JO');

/** What each insight gets of the sample, and with which parameters. */
export const samples: Readonly<
  Record<string, { readonly given: Readonly<Record<string, unknown>>; readonly inputs: Inputs }>
> = {
  'trend-regime': { given: { instrument: 'XJSE:NPN' }, inputs: { prices: npn } },
  anomaly: {
    given: { instrument: 'XJSE:MTN' },
    inputs: { prices: closes('MTN.JO'), sessions: weekdays(npn), sources: nothing() },
  },
  'volatility-drawdown': { given: { instrument: 'XJSE:NPN' }, inputs: { prices: npn } },
  'correlation-lead-lag': {
    given: { instrument: 'XJSE:SBK', other: 'XJSE:FSR' },
    inputs: { prices: closes('SBK.JO'), others: closes('FSR.JO') },
  },
  seasonality: { given: { instrument: 'XJSE:NPN', by: 'weekday' }, inputs: { prices: npn } },
  // The day after the President announced the lockdown of 2020 (23 March, in the evening).
  'event-study': {
    given: { instrument: 'XJSE:SBK', market: 'INDEX:J203', events: 'articles', estimation: '60' },
    inputs: {
      prices: closes('SBK.JO'),
      market: closes('^J203.JO'),
      events: titles(['2020-03-24T00:00:00.000Z', 'South Africa goes into lockdown']),
    },
  },
  'fx-exposure': {
    given: { instrument: 'XNAS:MSFT', base: 'EUR', quote: 'USD' },
    inputs: { prices: closes('MSFT'), rates: rates('EUR', 'USD') },
  },
  'esg-momentum': {
    given: { series: 'WB:EG.ELC.ACCS.ZS.ZAF', peers: 'WB:EG.ELC.ACCS.ZS.NGA,WB:EG.ELC.ACCS.ZS.KEN' },
    inputs: {
      series: observations('EG.ELC.ACCS.ZS', 'ZAF'),
      peer_1: observations('EG.ELC.ACCS.ZS', 'NGA'),
      peer_2: observations('EG.ELC.ACCS.ZS', 'KEN'),
    },
  },
  'news-sentiment': { given: { instrument: 'XJSE:HAR' }, inputs: { news: announced } },
  forecast: { given: { instrument: 'XJSE:NPN' }, inputs: { values: npn } },
  portfolio: {
    given: {
      positions: [
        { instrument: 'XJSE:NPN', quantity: '10' },
        { instrument: 'XJSE:SOL', quantity: '200' },
        { instrument: 'XJSE:SBK', quantity: '-50' },
      ],
    },
    inputs: {
      ...{ prices_1: npn, prices_2: closes('SOL.JO'), prices_3: closes('SBK.JO') },
      ...{ country_scores: nothing(), company_scores: nothing() },
      ...{ rate_USD: nothing('ZAR'), rate_EUR: nothing('ZAR'), rate_GBP: nothing('ZAR') },
    },
  },
};
