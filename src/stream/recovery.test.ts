import { describe, expect, it } from 'vitest';
import type { Since } from './client-frames.ts';
import { planRecovery, type Recovery } from './recovery.ts';

const log = { epoch: 'e', headSeq: 50, firstSeq: 21 };
const cases: readonly [string, Since | undefined, Recovery][] = [
  ['no since', undefined, { kind: 'live' }],
  ['start', 'start', { kind: 'replayed', afterSeq: 20 }],
  ['seq 0 without an epoch', { seq: 0 }, { kind: 'replayed', afterSeq: 20 }],
  ['the head', { epoch: 'e', seq: 50 }, { kind: 'replayed', afterSeq: 50 }],
  ['the item before the oldest kept', { epoch: 'e', seq: 20 }, { kind: 'replayed', afterSeq: 20 }],
  ['an item whose successor is gone', { epoch: 'e', seq: 19 }, { kind: 'gap', afterSeq: 19 }],
  ['seq 0 of this epoch', { epoch: 'e', seq: 0 }, { kind: 'gap', afterSeq: 0 }],
  ['another epoch', { epoch: 'f', seq: 50 }, { kind: 'gap', afterSeq: 0 }],
  ['a seq that was never given', { epoch: 'e', seq: 51 }, { kind: 'gap', afterSeq: 0 }],
];

describe('planRecovery', () => {
  it.each(cases)('from %s', (_, since, plan) => {
    expect(planRecovery(since, log)).toEqual(plan);
  });

  it('replays nothing, without a gap, where nothing was ever said', () => {
    const empty = { epoch: 'e', headSeq: 0, firstSeq: 1 };
    expect(planRecovery('start', empty)).toEqual({ kind: 'replayed', afterSeq: 0 });
    expect(planRecovery({ epoch: 'e', seq: 0 }, empty)).toEqual({ kind: 'replayed', afterSeq: 0 });
  });
});
