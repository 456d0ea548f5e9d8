import { timeClasses } from '../../model/time-classes.ts';

const isIntraday = (row: string): string =>
  `${row}."interval" IN (${timeClasses.intraday.intervals.map((interval) => `'${interval}'`).join(', ')})`;

/** SQL for whether the bars of a row's period lie in files, and those of its instrument were not taken back from there. */
export function isCold(row: string): string {
  const intraday = isIntraday(row);
  return `(EXISTS (SELECT FROM cold_file c
    WHERE c.interval_class = CASE WHEN ${intraday} THEN 'intraday' ELSE 'daily' END
      AND c.period_from = date_trunc(CASE WHEN ${intraday} THEN 'month' ELSE 'year' END, ${row}.time, 'UTC')
      AND c.part IS NOT DISTINCT FROM cold_part(${row}.instrument_id)
      AND NOT EXISTS (SELECT FROM cold_reopened o WHERE o.interval_class = c.interval_class AND o.period = c.period
        AND o.instrument_id = ${row}.instrument_id)))`;
}

/** A statement that fails where rows of a query are cold, and keeps them from becoming so before the transaction ends. */
export function guardRows(rows: string): string {
  const intraday = isIntraday('r');
  return `SELECT forbid_cold(array_agg(class), array_agg(period), array_agg(instrument_id)) FROM (
    SELECT DISTINCT CASE WHEN ${intraday} THEN 'intraday' ELSE 'daily' END AS class,
      to_char(r.time AT TIME ZONE 'UTC', CASE WHEN ${intraday} THEN 'YYYY-MM' ELSE 'YYYY' END) AS period, r.instrument_id
    FROM (${rows}) r) line HAVING count(*) > 0`;
}
