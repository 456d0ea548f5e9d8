import { sha256 } from '../../src/core/hash.ts';
import { writeBarFile } from '../../src/lake/cold/bar-file.ts';
import { barFileKey, indexBarFile, partOf } from '../../src/lake/cold/bar-index.ts';
import { type ColdBar, compareColdBars } from '../../src/lake/cold/cold-bar.ts';
import type { ColdStore } from '../../src/lake/cold/cold-store.ts';
import { type IntervalClass, spanOfPeriod, timeClasses } from '../../src/model/time-classes.ts';
import type { Database } from '../../src/storage/client.ts';
import { readHashedBars, seriesIn } from '../../src/storage/cold/cold-rows.ts';

/** Moves all bars of a period from the tables into files of cold storage; those of some instruments also stay. */
export async function freeze(
  db: Database,
  store: ColdStore,
  intervalClass: IntervalClass,
  period: string,
  reopened: readonly string[] = [],
): Promise<void> {
  const span = spanOfPeriod(period);
  const series = await seriesIn(db, intervalClass, span);
  const rows = await readHashedBars(
    db,
    series.map((one) => ({ ...one, ...span })),
  );
  const bars = rows.map(({ hash: _hash, ...bar }): ColdBar => bar);
  for (const [part, own] of Map.groupBy(bars, ({ instrument_id }) => partOf(instrument_id))) {
    // What was taken back counts no more where it lies: it may say anything.
    const written = own.map((bar) => (reopened.includes(bar.instrument_id) ? { ...bar, close: '1' } : bar));
    const file = await writeBarFile(written.sort(compareColdBars), { rowsPerGroup: 7 });
    const digest = await sha256(file.bytes);
    const place = { class: intervalClass, period, part };
    const path = barFileKey(place, digest);
    await store.put(path, file.bytes);
    await indexBarFile(store, { ...place, path }, file.slices);
    const hashes = Object.fromEntries(own.map(({ source }) => [source, { rows: 1, hash: '1' }]));
    await db.query(
      `INSERT INTO cold_file (interval_class, period, part, period_from, period_to, path, sha256, size_bytes, rows,
         revisions, hashes, written_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10, now())`,
      [
        intervalClass,
        period,
        part,
        span.from,
        span.to,
        path,
        digest,
        file.bytes.byteLength,
        file.rows,
        JSON.stringify(hashes),
      ],
    );
  }
  for (const id of reopened) {
    await db.query('INSERT INTO cold_reopened VALUES ($1, $2, $3, now())', [intervalClass, period, id]);
  }
  for (const table of ['bar', 'bar_revision']) {
    await db.query(
      `DELETE FROM ${table} WHERE "interval" = ANY($1::text[]) AND time >= $2::timestamptz AND time < $3::timestamptz
         AND NOT instrument_id = ANY($4::text[])`,
      [timeClasses[intervalClass].intervals, span.from, span.to, reopened],
    );
  }
}
