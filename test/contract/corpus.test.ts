import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { clean } from '../../src/cleaning/clean.ts';
import { shareBar } from '../../src/cleaning/examples.ts';
import { rules } from '../../src/cleaning/index.ts';
import { parserFor } from '../../src/connectors/connector.ts';
import { binanceInstrument } from '../../src/connectors/crypto/binance-symbols.ts';
import { connectorOf } from '../../src/connectors/index.ts';
import { toWizError, type WizError } from '../../src/core/errors.ts';
import type { Rejection, Rows } from '../../src/model/parsed.ts';
import type { Bar } from '../../src/model/records.ts';
import { type Dataset, datasets } from '../../src/model/symbol.ts';
import { corpus, payloadOf, readCorpus } from './corpus/corpus-file.ts';
import type { CorpusFolder, Expected } from './corpus/folders.ts';
import { corpusOfSources } from './corpus/index.ts';

interface Read {
  readonly accepted: Rows;
  readonly rejected: readonly Rejection[];
  readonly flagged: readonly Rejection[];
}

function read(file: string, bytes: Uint8Array, { source, subject }: CorpusFolder): Read {
  const payload = payloadOf(file, bytes);
  const name = typeof subject === 'string' ? subject : subject(file);
  const parsed = parserFor(connectorOf(source), payload.fetched_at).parse(payload, name);
  return clean(parsed, rules, { fetchedAt: payload.fetched_at });
}

const known = corpusOfSources.flatMap((folders) => Object.entries(folders));

describe.skipIf(!existsSync(corpus)).each(known)('%s', (folder, spec) => {
  test.each(Object.entries(spec.files))(`${spec.source}: %s`, (file, expected) => {
    const bytes = readCorpus(`${folder}/${file}`);
    if (expected === 'otherKind') {
      // A document of another kind, or one in which the source says that it is away or refuses.
      expect(errorOf(() => read(file, bytes, spec)).code).toMatch(/^source_/);
      return;
    }
    const { accepted, rejected, flagged } = read(file, bytes, spec);
    const counted = recordDatasets(expected).reduce((sum, dataset) => sum + (accepted[dataset]?.length ?? 0), 0);
    expect(countByRule(rejected)).toEqual(expected.rejected ?? {});
    if (expected.flagged !== undefined) expect(countByRule(flagged)).toEqual(expected.flagged);
    expect(counted + rejected.length).toBe(expected.records);
  });
});

/** Files that nobody has counted yet: each is read by a source of its folder, or refused with a reason by all of them. */
describe.skipIf(!existsSync(corpus)).each([...Map.groupBy(known, ([folder]) => folder)])(
  '%s, uncounted',
  (folder, specs) => {
    const counted = new Set(specs.flatMap(([, { files }]) => Object.keys(files)));
    const others = filesOf(folder).filter((file) => !counted.has(file));

    test.skipIf(others.length === 0)('is read or refused with a reason', () => {
      for (const file of others) {
        const bytes = readCorpus(`${folder}/${file}`);
        for (const [, spec] of specs) {
          try {
            for (const { reason } of read(file, bytes, spec).rejected) expect(reason).not.toBe('');
          } catch (caught) {
            const { code, message } = toWizError(caught);
            expect([file, spec.source, code, message]).toEqual([
              file,
              spec.source,
              expect.stringMatching(/^source_/),
              expect.any(String),
            ]);
          }
        }
      }
    });
  },
);

/** Instruments and series are read off a payload's envelope, unless they are what it is about. */
function recordDatasets({ counts }: Exclude<Expected, 'otherKind'>): readonly Dataset[] {
  return counts ?? datasets.filter((dataset) => !['instrument', 'alias', 'series'].includes(dataset));
}

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

describe.skipIf(!existsSync(corpus))('binance, beside its files', () => {
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
