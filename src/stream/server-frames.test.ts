import { describe, expect, it } from 'vitest';
import { eventsFrames, eventText, gapFrame, serverFrame } from './server-frames.ts';

describe('eventsFrames', () => {
  const texts = Array.from({ length: 10 }, (_, index) =>
    eventText('bar.1d:XJSE:NPN', index + 1, JSON.stringify({ close: 'x'.repeat(100) })),
  );
  const read = (frames: readonly string[]) =>
    frames.map((text) => {
      const frame = serverFrame.parse(JSON.parse(text));
      return frame.type === 'events' ? frame.events.map(({ seq }) => seq) : [];
    });

  it('puts everything into one frame where it fits', () => {
    expect(read(eventsFrames('e', texts, 10_000))).toEqual([[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]]);
  });

  it('cuts in order before a frame exceeds the cap', () => {
    const frames = eventsFrames('e', texts, 600);
    expect(read(frames).flat()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(frames.length).toBeGreaterThan(2);
    for (const frame of frames) expect(frame.length).toBeLessThanOrEqual(602);
  });

  it('sends an event above the cap alone, and nothing for nothing', () => {
    expect(read(eventsFrames('e', texts.slice(0, 2), 10))).toEqual([[1], [2]]);
    expect(eventsFrames('e', [], 10)).toEqual([]);
  });
});

describe('gapFrame', () => {
  it('gives an address that survives the signs in a channel name', () => {
    const { history } = gapFrame('bar.1d:XJSE:A&B', 'e', { from_seq: 2, to_seq: 9 }, null);
    expect(history).toBe('/v1/stream/history?channel=bar.1d%3AXJSE%3AA%26B&epoch=e&from_seq=2&to_seq=9');
  });

  it('gives no address where nothing is kept', () => {
    expect(gapFrame('bar.1d:XJSE:NPN', 'e', { from_seq: 1, to_seq: 0 }, null).history).toBeNull();
  });
});
