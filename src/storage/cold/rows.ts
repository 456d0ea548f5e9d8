import { type IntervalClass, timeClasses } from '../../model/time-classes.ts';

/** SQL for the intervals of a class, as a list. */
export const intervalsOf = (intervalClass: IntervalClass): string =>
  timeClasses[intervalClass].intervals.map((interval) => `'${interval}'`).join(', ');

const byClass = (row: string, intraday: string, daily: string): string =>
  `CASE WHEN ${row}."interval" IN (${intervalsOf('intraday')}) THEN '${intraday}' ELSE '${daily}' END`;

/** SQL for the class of a row's interval. */
export const classOfRow = (row: string): string => byClass(row, 'intraday', 'daily');

/** SQL for the first instant of a row's period. */
export const periodFromOf = (row: string): string =>
  `date_trunc(${byClass(row, timeClasses.intraday.period, timeClasses.daily.period)}, ${row}.time, 'UTC')`;

/** SQL for whether what lies of an instrument in a class and period was not taken back; `of` has both. */
export const isNotReopened = (of: string, instrumentId: string): string =>
  `NOT EXISTS (SELECT FROM cold_reopened o WHERE o.interval_class = ${of}.interval_class AND o.period = ${of}.period
    AND o.instrument_id = ${instrumentId})`;

/**
 * SQL for whether the bars of a row's period lie in files, and those of its instrument were not taken back from there.
 * Parts are compared in a way that no join is hashed by: only rows whose period has files pay for that of their own.
 */
export const isCold = (row: string): string => `(EXISTS (SELECT FROM cold_file c
  WHERE c.interval_class = ${classOfRow(row)} AND c.period_from = ${periodFromOf(row)}
    AND c.part IS NOT DISTINCT FROM cold_part(${row}.instrument_id)
    AND ${isNotReopened('c', `${row}.instrument_id`)}))`;

/** A statement that fails where rows of a query are cold, and keeps them from becoming so before the transaction ends. */
export const guardRows = (rows: string): string =>
  `SELECT forbid_cold(array_agg(class), array_agg(period), array_agg(instrument_id)) FROM (
    SELECT DISTINCT ${classOfRow('r')} AS class,
      to_char(r.time AT TIME ZONE 'UTC', ${byClass('r', 'YYYY-MM', 'YYYY')}) AS period, r.instrument_id
    FROM (${rows}) r) line HAVING count(*) > 0`;
