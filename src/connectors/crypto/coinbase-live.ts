import type { LosslessJson } from '../../core/json.ts';
import type { LiveFeed } from '../connector.ts';
import { reject } from '../reading.ts';
import { coinbaseInstrument, readCoinbaseTrade } from './coinbase-records.ts';
import { keepTrade, type LiveRead, readLiveFrame } from './live-batch.ts';
import { fieldsOf } from './published-values.ts';

/**
 * Matches of the Exchange feed: https://docs.cdp.coinbase.com/exchange/websocket-feed/channels. Heartbeats are asked
 * for as well, so that a quiet market is told from a dead socket.
 */
export const coinbaseLive: LiveFeed = {
  silenceMs: 60_000,
  socketUrl: (settings) => settings.socket_url ?? 'wss://ws-feed.exchange.coinbase.com',
  // Whoever says nothing for five seconds is hung up on.
  subscribeFrames(subjects) {
    const product_ids = [...new Set(subjects.filter((subject) => subject.includes('-')).map(productOf))];
    if (product_ids.length === 0) return [];
    return [JSON.stringify({ type: 'subscribe', product_ids, channels: ['matches', 'heartbeat'] })];
  },
  parseFrame: (frame) => readLiveFrame(frame, readCoinbaseFrame),
};

const productOf = (subject: string): string => subject.split(':')[0] ?? '';

/**
 * `last_match` is the trade before the subscription began. Tickers repeat the trade of the match beside them, the order
 * book and new kinds of message are no trades; what the feed refuses is seen by a person.
 */
export function readCoinbaseFrame(read: LiveRead, frame: LosslessJson): void {
  const message = fieldsOf(frame);
  const { type, product_id } = message;
  if (typeof type !== 'string') {
    read.rejected.push(reject('trade', 'schema', 'the frame does not tell its type', frame));
  } else if (type === 'error') {
    const said = [message.message, message.reason].filter((text) => typeof text === 'string').join(': ');
    read.rejected.push(reject('trade', 'refused', `Coinbase refuses the subscription: ${said}`, frame));
  } else if (type === 'match' || type === 'last_match') {
    if (typeof product_id !== 'string' || !/^[A-Z0-9]+-[A-Z0-9]+$/.test(product_id)) {
      read.rejected.push(reject('trade', 'schema', 'is no trade of a product', frame));
      return;
    }
    const instrument = coinbaseInstrument(product_id);
    keepTrade(read, readCoinbaseTrade(message, instrument), instrument);
  }
}
