import { describe, expect, test } from 'vitest';
import { clean } from '../../src/cleaning/clean.ts';
import { rules } from '../../src/cleaning/index.ts';
import { parserFor } from '../../src/connectors/connector.ts';
import { connectors } from '../../src/connectors/index.ts';
import { naturalKeyOf } from '../../src/model/natural-key.ts';
import type { Parsed, Rows } from '../../src/model/parsed.ts';
import { recordSchemas } from '../../src/model/records.ts';
import { type Dataset, datasets } from '../../src/model/symbol.ts';
import { fixtureProblem, recordingsOf } from './source-fixtures.ts';

/** Datasets of which no row is without a figure. */
const ofFigures: readonly Dataset[] = ['bar', 'quote', 'rate', 'observation', 'vintage', 'measurement', 'trade'];

const decimalFields = [
  ...['open', 'high', 'low', 'close', 'volume', 'value', 'price', 'size', 'amount'],
  ...['bid', 'ask', 'market_cap', 'sentiment'],
];

/** Sources whose every answer holds all there is, so that no window would spare them anything. */
const readsAllAgain = ['worldbank', 'owid'];

test('each source has an id of its own', () => {
  const ids = connectors.map(({ source }) => source.source_id);
  expect(new Set(ids).size).toBe(ids.length);
});

describe.each(connectors.map((connector) => [connector.source.source_id, connector] as const))(
  '%s',
  (id, connector) => {
    const problem = fixtureProblem(id);
    const recordings = problem === null ? recordingsOf(id) : [];

    test('has recorded payloads', () => {
      if (problem !== null) throw new Error(problem);
      expect(recordings.length).toBeGreaterThan(0);
    });

    test('states who the source is and what its terms allow', () => {
      const { source, defaults } = connector;
      expect(source.source_id).toMatch(/^[a-z][a-z0-9-]*$/);
      expect(source.politeness.min_interval_ms).toBeGreaterThanOrEqual(0);
      if (source.key !== null) expect(source.key.name).toMatch(/^[A-Z][A-Z0-9_]*$/);
      if (source.key !== null) expect(source.key.register_url).toMatch(/^https:/);
      for (const oddity of source.oddities) expect(oddity).toMatch(/\.$/);
      expect(source.terms_url).toMatch(/^https:/);
      expect(source.country).toMatch(/^[A-Z]{2}$/);
      expect(source.attribution).not.toBe('');
      expect(Date.parse(source.coverage_start)).toBeLessThan(Date.parse(source.verified_on));
      expect(defaults.base_url).toMatch(/^https:/);
      expect(defaults.is_sample).toBe(false);
    });

    test('has parsers whose versions grow, the newest without an end', () => {
      const versions = connector.parsers.map(({ version }) => version);
      // One that says more of the same bytes takes the place of the one before it, so that numbers may be missing.
      expect(versions).toEqual([...new Set(versions)].sort((one, next) => one - next));
      expect(versions.every((version) => Number.isInteger(version) && version > 0)).toBe(true);
      expect(connector.parsers.filter(({ until }) => until === undefined)).toEqual([connector.parsers.at(-1)]);
      const ends = connector.parsers.flatMap(({ until }) => until ?? []);
      for (const end of ends) expect(end).toBe(new Date(end).toISOString());
      expect(ends).toEqual([...new Set(ends)].sort());
    });

    test.skipIf(problem !== null)('has a recorded payload for each of its parsers', () => {
      const reading = recordings.map(({ payload }) => parserFor(connector, payload.fetched_at).version);
      expect([...new Set(reading)].sort()).toEqual(connector.parsers.map(({ version }) => version));
    });

    const valued = connector.source.datasets.some((dataset) => ofFigures.includes(dataset));

    test.skipIf(!valued)('has a recording with figures', () => {
      const parsed = recordings.map((recording) =>
        parserFor(connector, recording.payload.fetched_at).parse(recording.payload, recording.subject),
      );
      expect(parsed.some(({ rows }) => figuresOf(rows).length > 0)).toBe(true);
    });

    test('has subjects that differ', () => {
      expect(connector.subjects.length).toBeGreaterThan(0);
      expect(new Set(connector.subjects).size).toBe(connector.subjects.length);
    });

    describe.skipIf(connector.intakeOnly === true)('window', () => {
      const subject = connector.subjects[0] ?? '';
      const now = '2026-11-24T06:00:00.000Z';
      const settings = { ...connector.defaults, from: '2021-01-04' };
      const never = { collected_to: null, asked_at: null };

      test('begins where the settings say and ends now', () => {
        expect(connector.window(never, now, settings, subject)).toEqual({ from: '2021-01-04T00:00:00.000Z', to: now });
      });

      test('begins within the coverage of the source when nothing is said', () => {
        const window = connector.window(never, now, connector.defaults, subject);
        expect(window?.to).toBe(now);
        expect(Date.parse(window?.from ?? '')).toBeGreaterThanOrEqual(Date.parse(connector.source.coverage_start));
      });

      test('goes on from the last one, and does not begin anew', () => {
        const day = { collected_to: '2026-11-23T06:00:00.000Z', asked_at: '2026-11-23T06:00:00.000Z' };
        const window = connector.window(day, now, connector.defaults, subject);
        const again = (Date.parse(day.collected_to) - Date.parse(window?.from ?? now)) / 86_400_000;
        if (!readsAllAgain.includes(id)) expect(again).toBeLessThanOrEqual(800);
      });

      test('is null until the cadence has passed', () => {
        const asked = { collected_to: now, asked_at: now };
        expect(connector.window(asked, '2026-11-24T06:00:30.000Z', settings, subject)).toBeNull();
        expect(connector.window(asked, '2026-12-24T06:00:00.000Z', settings, subject)).not.toBeNull();
      });

      test('leaves no gap after the last one', () => {
        // Feeds show some days only, so that what was missed for months is gone.
        const collected = '2026-11-22T00:00:00.000Z';
        const window = connector.window(
          { collected_to: collected, asked_at: '2026-06-01T00:00:00.000Z' },
          now,
          connector.defaults,
          subject,
        );
        expect(Date.parse(window?.from ?? '')).toBeLessThanOrEqual(Date.parse(collected));
      });
    });

    describe.each(recordings.map((recording) => [recording.file, recording] as const))('%s', (_file, recording) => {
      const parse = (): Parsed =>
        parserFor(connector, recording.payload.fetched_at).parse(recording.payload, recording.subject);

      test('gives a row or a rejection for each record', () => {
        const { rows, rejected } = parse();
        expect(rejected).toHaveLength(recording.rejected);
        expect(countRecords(rows, recording.counts) + rejected.length).toBe(recording.records);
        for (const { rule, reason, record } of rejected) {
          expect([rule, reason].every(Boolean)).toBe(true);
          expect(record).toBeDefined();
        }
      });

      test("gives rows of the datasets that the source names, each of the dataset's shape", () => {
        const { rows } = parse();
        for (const dataset of datasets) {
          for (const row of rows[dataset] ?? []) recordSchemas[dataset].strict().parse(row);
          if ((rows[dataset] ?? []).length > 0) expect(connector.source.datasets).toContain(dataset);
        }
      });

      test('passes the cleaning rules, but for what the source published amiss', () => {
        const parsed = parse();
        const { rejected, flagged } = clean(parsed, rules, { fetchedAt: recording.payload.fetched_at });
        const found = [...rejected.slice(parsed.rejected.length), ...flagged];
        expect(found.map(({ rule }) => rule)).toEqual(recording.quarantined);
      });

      test('names each thing once', () => {
        const { rows } = parse();
        for (const dataset of datasets) {
          const keys = (rows[dataset] ?? []).map((row) => naturalKeyOf(dataset, row));
          expect(new Set(keys).size).toBe(keys.length);
        }
      });

      test('keeps the published digits', () => {
        const published = new Set(recording.text.match(/-?\d+(?:\.\d+)?/g));
        const figures = figuresOf(parse().rows);
        expect(figures.filter((figure) => !published.has(figure))).toEqual([]);
      });

      test('is read without a trace: the same rows twice, the bytes untouched', () => {
        const bytes = recording.payload.bytes.slice();
        expect(parse()).toEqual(parse());
        expect(recording.payload.bytes).toEqual(bytes);
      });
    });
  },
);

function countRecords(rows: Rows, counts: readonly Dataset[]): number {
  return counts.reduce((sum, dataset) => sum + (rows[dataset]?.length ?? 0), 0);
}

function figuresOf(rows: Rows): string[] {
  return datasets.flatMap((dataset) =>
    (rows[dataset] ?? []).flatMap((row) =>
      Object.entries(row).flatMap(([field, value]) =>
        decimalFields.includes(field) && typeof value === 'string' ? [value] : [],
      ),
    ),
  );
}
