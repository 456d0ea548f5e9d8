import { describe, expect, it } from 'vitest';
import { toWizError } from '../core/errors.ts';
import { parseClientFrame, quietPing } from './client-frames.ts';
import { serverFrame } from './server-frames.ts';

const parse = (frame: unknown) => parseClientFrame(JSON.stringify(frame));
const refusal = (text: string) => {
  try {
    parseClientFrame(text);
  } catch (error) {
    return toWizError(error);
  }
  return null;
};

describe('parseClientFrame', () => {
  it('reads a plain channel name as a subscription without since', () => {
    expect(parse({ type: 'subscribe', channels: ['trade:BINANCE:BTC-USDT'] })).toEqual({
      type: 'subscribe',
      channels: [{ channel: 'trade:BINANCE:BTC-USDT', since: undefined }],
    });
  });

  it.each(['start', { seq: 0 }, { epoch: 'a', seq: 7 }])('accepts since %j', (since) => {
    expect(parse({ type: 'subscribe', channels: [{ channel: 'series:WB:A.ZAF', since }] })).toMatchObject({
      channels: [{ since }],
    });
  });

  it.each(['end', { seq: 1 }, { epoch: 'a' }, { epoch: 'a', seq: -1 }, { epoch: 'a', seq: 1.5 }])(
    'refuses since %j',
    (since) => {
      expect(refusal(JSON.stringify({ type: 'subscribe', channels: [{ channel: 'a', since }] }))?.code).toBe(
        'invalid_request',
      );
    },
  );

  it('refuses what is not JSON, not a frame, or empty', () => {
    for (const text of [
      '{',
      'null',
      '[]',
      '{"type":"shout"}',
      '{"type":"subscribe","channels":[]}',
      '{"type":"pong"}',
    ]) {
      expect(refusal(text)?.code).toBe('invalid_request');
    }
  });

  it('carries the id of a refused frame', () => {
    expect(refusal('{"type":"subscribe","id":"a1","channels":[]}')?.detail).toEqual({ id: 'a1' });
  });

  it('gives the quiet ping the same answer as any ping without an id', () => {
    expect(parseClientFrame(quietPing.request)).toEqual({ type: 'ping' });
    expect(serverFrame.parse(JSON.parse(quietPing.response))).toEqual({ type: 'pong', id: null });
  });
});
