import { describe, expect, it } from 'vitest';
import { judgeItem, type KnownItem, type NewItem, publicationItem, rowFingerprint } from './publication.ts';

describe('publicationItem', () => {
  it('keys rows by source and by what names them in their channel', () => {
    const keyOf = (...[dataset, row]: Parameters<typeof publicationItem>) => publicationItem(dataset, row).key;
    expect(keyOf('bar', { source: 'binance', time: '2024-03-14T00:00:00.000Z' })).toBe(
      'binance|2024-03-14T00:00:00.000Z',
    );
    expect(keyOf('trade', { source: 'binance', trade_id: '7' })).toBe('binance|7');
    expect(keyOf('corporate_action', { source: 'yahoo', kind: 'split', ex_date: '2024-03-14' })).toBe(
      'yahoo|split|2024-03-14',
    );
    expect(keyOf('series', { source: 'worldbank', series_id: 'WB:A.ZAF' })).toBe('worldbank');
  });

  it('is final unless a bar says that it has not ended', () => {
    expect(publicationItem('bar', { final: false }).final).toBe(false);
    expect(publicationItem('bar', { final: true }).final).toBe(true);
    expect(publicationItem('rate', {}).final).toBe(true);
    expect(publicationItem('bar', { final: false, withdrawn: true }).final).toBe(true);
  });
});

describe('rowFingerprint', () => {
  const row = { time: 't', close: '10', volume: null, source: 'binance', fetch_id: 'a', recorded_at: 'b', rev: 1 };

  it('knows neither provenance, nor the order of fields, nor nulls', () => {
    expect(rowFingerprint({ close: '10', time: 't', fetch_id: 'other', rev: 2 })).toBe(rowFingerprint(row));
  });

  it('tells a row from its withdrawal', () => {
    expect(rowFingerprint({ ...row, withdrawn: true })).not.toBe(rowFingerprint(row));
  });

  it('tells digits apart', () => {
    expect(rowFingerprint({ ...row, close: '10.0' })).not.toBe(rowFingerprint(row));
  });
});

describe('judgeItem', () => {
  const known: KnownItem = {
    fingerprint: 'A',
    outboxId: 5,
    final: true,
    live: false,
    recordedAt: '2024-03-14T08:00:00Z',
  };
  const item: NewItem = { fingerprint: 'B', outboxId: 6, final: true, recordedAt: '2024-03-14T09:00:00Z' };
  const unfinished = { ...item, final: false };
  const cases: readonly [string, KnownItem | null, NewItem, ReturnType<typeof judgeItem>][] = [
    ['the first of its key', null, item, 'news'],
    ['another content by a newer change', known, item, 'news'],
    ['the same content', known, { ...item, fingerprint: 'A' }, 'repeated'],
    ['a redelivered change', known, { ...item, outboxId: 5 }, 'stale'],
    ['an older change', known, { ...item, outboxId: 4 }, 'stale'],
    ['what was known earlier', known, { ...item, recordedAt: '2024-03-14T07:00:00Z' }, 'stale'],
    ['an unfinished live frame after the end', known, { ...unfinished, outboxId: null }, 'stale'],
    ['an unfinished stored row after a live end', { ...known, live: true, outboxId: null }, unfinished, 'stale'],
    ['an unfinished stored row after a stored end', known, unfinished, 'news'],
    ['a finished row after an unfinished one', { ...known, final: false }, item, 'news'],
    ['a live frame', known, { ...item, outboxId: null }, 'news'],
  ];

  it.each(cases)('%s', (_, before, now, judgement) => {
    expect(judgeItem(before, now)).toBe(judgement);
  });
});
