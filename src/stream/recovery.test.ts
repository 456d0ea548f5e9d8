import { describe, expect, it } from 'vitest';
import type { Since } from './client-frames.ts';
import { lostSpan, planRecovery, type Recovery } from './recovery.ts';

const log = { epoch: 'e', headSeq: 50, firstSeq: 21 };
const lost = (from_seq: number) => ({ from_seq, to_seq: 20 });
const cases: readonly [string, Since | undefined, Recovery][] = [
  ['no since', undefined, { kind: 'live' }],
  ['start', 'start', { kind: 'replayed', afterSeq: 20, lost: lost(1) }],
  ['seq 0 without an epoch', { seq: 0 }, { kind: 'replayed', afterSeq: 20, lost: lost(1) }],
  ['the head', { epoch: 'e', seq: 50 }, { kind: 'replayed', afterSeq: 50, lost: null }],
  ['the item before the oldest kept', { epoch: 'e', seq: 20 }, { kind: 'replayed', afterSeq: 20, lost: null }],
  ['an item whose successor is gone', { epoch: 'e', seq: 19 }, { kind: 'gap', afterSeq: 20, lost: lost(20) }],
  ['seq 0 of this epoch', { epoch: 'e', seq: 0 }, { kind: 'gap', afterSeq: 20, lost: lost(1) }],
  ['another epoch', { epoch: 'f', seq: 50 }, { kind: 'gap', afterSeq: 20, lost: lost(1) }],
  ['a seq that was never given', { epoch: 'e', seq: 51 }, { kind: 'gap', afterSeq: 20, lost: lost(1) }],
];

describe('planRecovery', () => {
  it.each(cases)('from %s', (_, since, plan) => {
    expect(planRecovery(since, log)).toEqual(plan);
  });

  it('replays nothing, without a gap, where nothing was ever said', () => {
    const empty = { epoch: 'e', headSeq: 0, firstSeq: 1 };
    expect(planRecovery('start', empty)).toEqual({ kind: 'replayed', afterSeq: 0, lost: null });
    expect(planRecovery({ epoch: 'e', seq: 0 }, empty)).toEqual({ kind: 'replayed', afterSeq: 0, lost: null });
  });
});

describe('lostSpan', () => {
  it.each([
    ['a span before the oldest kept', 1, 2, { from_seq: 1, to_seq: 2 }],
    ['a span that reaches into what is kept', 0, 30, { from_seq: 1, to_seq: 20 }],
    ['a span that is kept', 21, 30, null],
    ['seq 0, which no item ever has', 0, 0, null],
  ])('of %s', (_, from, to, span) => {
    expect(lostSpan(from, to, log.firstSeq)).toEqual(span);
  });
});
