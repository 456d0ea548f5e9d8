import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { clean } from '../../src/cleaning/clean.ts';
import { shareBar } from '../../src/cleaning/examples.ts';
import { rules } from '../../src/cleaning/index.ts';
import { parserFor } from '../../src/connectors/connector.ts';
import { binanceInstrument } from '../../src/connectors/crypto/binance-symbols.ts';
import { connectorOf } from '../../src/connectors/index.ts';
import { toWizError, type WizError } from '../../src/core/errors.ts';
import type { Parsed, Rejection } from '../../src/model/parsed.ts';
import type { RawPayload } from '../../src/model/payload.ts';
import type { Bar } from '../../src/model/records.ts';

/** Recorded answers of the real hosts, kept outside of the repository: without them these tests are skipped. */
const corpus = resolve(process.env.CORPUS_DIR ?? '../shared/data');

/**
 * Records of each file, counted without our parsers: lines, cells that are not N/A, `total`s, `timestamp`s and events.
 * `rejected` names the rules, `otherKind` the documents that are none of what the connector asks for.
 */
type Expected = { readonly records: number; readonly rejected?: Readonly<Record<string, number>> } | 'otherKind';

const folders: Readonly<
  Record<string, { source: string; subject: string; files: Readonly<Record<string, Expected>> }>
> = {
  ecb: {
    source: 'ecb',
    subject: 'all',
    files: {
      'ecb-data-api_EXR_2026-02-17.csv': { records: 638 },
      'eurofxref-daily.xml': { records: 32 },
      'eurofxref-daily_2022-03-04.csv': { records: 31 },
      'eurofxref-hist-90d.xml': { records: 1984 },
      'eurofxref-hist_2022-12-30.csv.gz': { records: 6147 * 41 - 59_482 },
    },
  },
  yahoo_chart: {
    source: 'yahoo-chart',
    subject: 'any',
    files: {
      'chart-AAPL-2020-01-01-to-2020-01-03.json': { records: 1 },
      'chart-AAPL.json': { records: 1 },
      'chart-ABBV-2020-01-01-to-2020-01-03.json': { records: 1 },
      'chart-AZT.OL-2020-01-01-to-2020-01-03.json': { records: 1 },
      'chart-BABA-2020-01-01-to-2020-01-03.json': { records: 1 },
      'chart-BTC-USD-2020-01-01-to-2020-01-03.json': { records: 3 },
      'chart-EURUSD_X-2020-01-01-to-2020-01-03.json': { records: 3 },
      'chart-GC_F-2020-01-01-to-2020-01-03.json': { records: 1 },
      'chart-GOOG-2020-01-01-to-2020-01-03.json': { records: 1 },
      'chart-MSFT-dividends-2021-02-01-to-2022-01-31.json': { records: 252 + 4 },
      'chart-NVDA-split-2021-02-01-to-2022-01-31.json': { records: 252 + 1 },
      'chart-OCDO.L-2020-01-01-to-2020-01-03.json': { records: 1 },
      'chart-QQQ-2020-01-01-to-2020-01-03.json': { records: 1 },
      'pp_response_yahoo_historical01.json': { records: 124, rejected: { empty_bar: 1 } },
      'tsla-recent.json': { records: 5 },
    },
  },
  binance: {
    source: 'binance',
    // The recorded klines name no symbol; their prices are those of ADA.
    subject: 'ADAUSDT:1m',
    files: {
      'BTCUSDT-1h.csv.gz': { records: 6177 },
      'depth_BLZETH.json': 'otherKind',
      'depth_NKNUSDT.json': 'otherKind',
      'exchangeInfo_2021-10.json.gz': 'otherKind',
      'klines_1m_2024-11-16.json': { records: 300 },
      'ticker_24hr_single.json': 'otherKind',
      // Two aggregated trades; no candlestick closed while it was recorded.
      'ws_combined_2021-10.rec.txt': { records: 2 },
    },
  },
  worldbank_v2_json: {
    source: 'worldbank',
    subject: 'any',
    files: {
      'FP.CPI.TOTL.ZG.json.gz': { records: 10_000 },
      'NY.GDP.MKTP.CD.json.gz': { records: 10_000 },
      'SH.H2O.BASW.ZS_ZAF_slice.json': { records: 51 },
      'countries.json': 'otherKind',
    },
  },
  worldbank_v1_json: {
    source: 'worldbank',
    subject: 'any',
    files: { 'EN.ATM.CO2E.PC.json.gz': { records: 12_546 }, 'SP.POP.TOTL.json.gz': { records: 12_546 } },
  },
  worldbank_csv: {
    source: 'worldbank',
    subject: 'any',
    files: {
      'API_EG.ELC.ACCS.ZS_DS2_en_csv_v2_1121956.csv': { records: 6_174 },
      'API_EN.ATM.CO2E.PC_DS2_en_csv_v2_5358914.csv.gz': { records: 7_147 },
      'API_SL.UEM.TOTL.ZS_DS2_en_csv_v2_1120897.csv.gz': { records: 6_757 },
    },
  },
  worldbank_databank: { source: 'worldbank', subject: 'any', files: { 'ESGData_world.csv': { records: 64 } } },
};

describe.skipIf(!existsSync(corpus)).each(Object.entries(folders))('%s', (folder, { source, subject, files }) => {
  const connector = connectorOf(source);

  test('is known file by file', () => {
    expect(readdirSync(resolve(corpus, folder)).sort()).toEqual(Object.keys(files).sort());
  });

  test.each(Object.entries(files))('%s', (file, expected) => {
    const payload = payloadOf(file, readCorpus(`${folder}/${file}`));
    const parse = (): Parsed => parserFor(connector, payload.fetched_at).parse(payload, subject);
    if (expected === 'otherKind') {
      expect(errorOf(parse).code).toBe('source_changed');
      return;
    }
    const parsed = parse();
    const { accepted, rejected } = clean(parsed, rules, { fetchedAt: payload.fetched_at });
    const { instrument: _named, series: _headed, ...records } = accepted;
    const rowCount = Object.values(records).reduce((sum, rows) => sum + rows.length, 0);
    expect(countByRule(rejected)).toEqual(expected.rejected ?? {});
    expect(rowCount + rejected.length).toBe(expected.records);
  });
});

describe.skipIf(!existsSync(corpus))('jse_yahoo_csv', () => {
  const inRands: Readonly<Record<string, readonly string[]>> = {
    MTN: ['2020-10-30'],
    DSY: ['2021-01-06'],
    S32: ['2021-01-06'],
  };

  test.each(filesOf('jse_yahoo_csv'))('%s: the days in rands are rejected, and no other', (file) => {
    const ticker = file.slice(0, file.indexOf('.'));
    const bar = new TextDecoder()
      .decode(readCorpus(`jse_yahoo_csv/${file}`))
      .split('\n')
      .map((line) => line.split(','))
      .filter(([day = '', , , , close = '']) => /^\d{4}-/.test(day) && Number(close) > 0)
      .map(([day = '', , , , close = '']) => {
        const instrument = { ...shareBar, instrument_id: `XJSE:${ticker}` };
        const closed = { ...instrument, open: null, high: null, low: null, close };
        return { ...closed, session_date: day, time: `${day}T07:00:00.000Z` };
      });
    const { rejected } = clean({ rows: { bar }, rejected: [] }, rules, { fetchedAt: '2026-11-24T00:00:00.000Z' });
    expect(rejected.map(({ rule, record }) => [rule, (record as Bar).session_date])).toEqual(
      (inRands[ticker] ?? []).map((day) => ['unit_jump', day]),
    );
  });
});

describe.skipIf(!existsSync(corpus))('binance', () => {
  test('frames bring subscribers the very rows that their batch brings the lake', () => {
    const { live, parsers } = connectorOf('binance');
    const payload = payloadOf('ws_combined_2021-10.rec.txt', readCorpus('binance/ws_combined_2021-10.rec.txt'));
    const { rows } = parsers[0].parse(payload, 'live');
    const frames = new TextDecoder().decode(payload.bytes).split('\n').filter(Boolean);
    const pushed = frames.map((line) => live?.parseFrame(line.slice(14)));
    expect(frames).toHaveLength(265);
    expect(pushed.flatMap((parsed) => parsed?.rows.trade ?? [])).toEqual(rows.trade);
    expect(pushed.flatMap((parsed) => parsed?.rejected ?? [])).toEqual([]);
  });

  test('splits every listed symbol as the exchange does', () => {
    const info = JSON.parse(new TextDecoder().decode(readCorpus('binance/exchangeInfo_2021-10.json.gz'))) as {
      symbols: { symbol: string; baseAsset: string; quoteAsset: string }[];
    };
    expect(info.symbols).toHaveLength(1695);
    for (const { symbol, baseAsset, quoteAsset } of info.symbols) {
      expect(binanceInstrument(symbol)?.name).toBe(`${baseAsset}/${quoteAsset}`);
    }
  });
});

function filesOf(folder: string): string[] {
  const path = resolve(corpus, folder);
  return existsSync(path) ? readdirSync(path) : [];
}

function readCorpus(path: string): Uint8Array {
  const bytes = readFileSync(resolve(corpus, path));
  return new Uint8Array(path.endsWith('.gz') ? gunzipSync(bytes) : bytes);
}

/** Recordings of sockets become batches as the lake keeps them: their first line names the socket, times are seconds. */
function payloadOf(file: string, bytes: Uint8Array): RawPayload {
  const payload = {
    url: `https://corpus.example/${file}`,
    status: 200,
    headers: {},
    bytes,
    fetched_at: '2026-11-24T00:00:00.000Z',
  };
  if (!file.endsWith('.rec.txt')) return payload;
  const [head = '', ...lines] = new TextDecoder().decode(bytes).split('\n');
  const batch = lines.map((line) =>
    line.replace(/^([\d.]+): /, (_, seconds) => `${Math.floor(Number(seconds) * 1000)} `),
  );
  return { ...payload, url: head.split(' ')[0] ?? '', bytes: new TextEncoder().encode(batch.join('\n')) };
}

function countByRule(rejected: readonly Rejection[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { rule } of rejected) counts[rule] = (counts[rule] ?? 0) + 1;
  return counts;
}

function errorOf(work: () => unknown): WizError {
  try {
    work();
  } catch (caught) {
    return toWizError(caught);
  }
  throw new Error('nothing was raised');
}
