import { describe, expect, it } from 'vitest';
import { streamLimits } from './limits.ts';
import { ReaderProgress } from './reader-progress.ts';

const { pingBytes, unreadBytes } = streamLimits;

describe('ReaderProgress', () => {
  it('asks after each stretch and never a quiet reader', () => {
    const progress = new ReaderProgress();
    expect(progress.sent(pingBytes - 1)).toBe(false);
    expect(progress.sent(1)).toBe(true);
    expect(progress.ask()).toBe(pingBytes);
    expect(progress.sent(1)).toBe(false);
  });

  it('calls a reader slow beyond the cap, until a pong proves what was read', () => {
    const progress = new ReaderProgress();
    progress.sent(unreadBytes);
    const id = progress.ask();
    expect(progress.tooSlow).toBe(false);
    progress.sent(1);
    expect(progress.tooSlow).toBe(true);
    progress.proven(id);
    expect(progress.tooSlow).toBe(false);
  });

  it('takes no pong for what was never asked', () => {
    const progress = new ReaderProgress();
    progress.sent(unreadBytes);
    progress.ask();
    progress.sent(1);
    progress.proven(unreadBytes + 1);
    expect(progress.tooSlow).toBe(true);
  });

  it('goes on from its mark', () => {
    const before = new ReaderProgress();
    before.sent(unreadBytes);
    before.ask();
    const after = new ReaderProgress(before.mark);
    after.sent(1);
    expect(after.tooSlow).toBe(true);
    after.proven(unreadBytes);
    expect(after.tooSlow).toBe(false);
  });
});
