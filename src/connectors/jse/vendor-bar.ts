import { toInstant } from '../../core/clock.ts';
import { toDecimal } from '../../core/decimal.ts';
import type { Rejection } from '../../model/parsed.ts';
import type { Bar } from '../../model/records.ts';
import type { Interval } from '../../model/symbol.ts';
import { reject } from '../reading.ts';
import { dayIn, instantIn, isClock, isDay } from './local-time.ts';

/** What a vendor's rows leave out, because it is the same in all of them. */
export interface BarFrame {
  readonly instrument_id: string;
  readonly unit: string;
  readonly interval: Interval;
  /** The zone of the rows' days and times. */
  readonly timezone: string;
  /** When a day of trading begins there; midnight where the market never closes. */
  readonly opens: string;
  /** Whether the market has sessions. */
  readonly sessions: boolean;
  readonly fetchedAt: string;
}

export interface PublishedBar {
  /** `2026-05-15`, or `2026-05-15 19:55:00` within a day. */
  readonly time: unknown;
  readonly open?: unknown;
  readonly high?: unknown;
  readonly low?: unknown;
  readonly close?: unknown;
  readonly volume?: unknown;
}

/**
 * The bar of one row, or why it is none. No vendor of these publishes what a bar's trades were worth, so that turnover
 * is null. `record` is what the vendor published.
 */
export function readVendorBar(published: PublishedBar, frame: BarFrame, record: unknown): Bar | Rejection {
  const when = readTime(published.time, frame);
  if (when === null) {
    return reject('bar', 'schema', `"${published.time}" is no ${frame.interval} time`, record);
  }
  const [open, high, low, close, volume] = [
    toPublished(published.open),
    toPublished(published.high),
    toPublished(published.low),
    toPublished(published.close),
    toPublished(published.volume),
  ];
  if (open === undefined || high === undefined || low === undefined || close === undefined || volume === undefined) {
    return reject('bar', 'decimal', 'one of the figures is no decimal number', record);
  }
  if (close === null) {
    const isEmpty = open === null && high === null && low === null;
    if (isEmpty) return reject('bar', 'empty_bar', 'the source lists the session without prices', record);
    return reject('bar', 'schema', 'the bar has no close', record);
  }
  const { instrument_id, interval, unit } = frame;
  return { instrument_id, interval, ...when, open, high, low, close, volume, turnover: null, trades: null, unit };
}

const absences: ReadonlySet<unknown> = new Set([undefined, null, '', 'null', 'None', 'NaN', 'nan', '-']);

/** The published digits, null where the vendor has none, undefined where it is no number. */
export function toPublished(value: unknown): string | null | undefined {
  if (absences.has(value)) return null;
  return typeof value === 'string' ? (toDecimal(value) ?? undefined) : undefined;
}

type When = Pick<Bar, 'time' | 'session_date' | 'final'>;

const minuteMs = 60_000;
const withinDayMs: { readonly [I in Interval]?: number } = {
  '1m': minuteMs,
  '5m': 5 * minuteMs,
  '15m': 15 * minuteMs,
  '1h': 60 * minuteMs,
};

/** A bar begins at its time. Weeks and months are named by their first midnight in UTC, as those WizData adds up are. */
function readTime(published: unknown, frame: BarFrame): When | null {
  const text = typeof published === 'string' ? published : '';
  const [, day, clock] = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d)?))?$/.exec(text) ?? [];
  if (!isDay(day) || (clock !== undefined && !isClock(clock))) return null;
  const { interval, timezone, opens, sessions, fetchedAt } = frame;
  const fetchedMs = Date.parse(fetchedAt);
  const session_date = sessions ? day : null;
  const stepMs = withinDayMs[interval];
  if (stepMs !== undefined) {
    if (clock === undefined) return null;
    const startMs = instantIn(timezone, day, clock);
    return { time: toInstant(startMs), session_date, final: startMs + stepMs <= fetchedMs };
  }
  if (clock !== undefined && !/^00:00(?::00)?$/.test(clock)) return null;
  const today = dayIn(timezone, fetchedMs);
  if (interval === '1d') return { time: toInstant(instantIn(timezone, day, opens)), session_date, final: day < today };
  const span = interval === '1w' ? weekOf(day) : interval === '1M' ? monthOf(day) : null;
  return span && { time: `${span.first}T00:00:00.000Z`, session_date: null, final: span.next <= today };
}

interface Span {
  readonly first: string;
  /** The first day that no longer belongs to it. */
  readonly next: string;
}

/** Weeks begin on Monday. Vendors name one by its first day, or by the last day on which there was trading. */
function weekOf(day: string): Span {
  const weekday = (new Date(day).getUTCDay() + 6) % 7;
  return { first: daysAfter(day, -weekday), next: daysAfter(day, 7 - weekday) };
}

function monthOf(day: string): Span {
  const first = `${day.slice(0, 8)}01`;
  return { first, next: `${daysAfter(first, 31).slice(0, 8)}01` };
}

const daysAfter = (day: string, days: number): string => toInstant(Date.parse(day) + days * 86_400_000).slice(0, 10);
