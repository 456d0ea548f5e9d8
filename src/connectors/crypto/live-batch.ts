import { type LosslessJson, parseLossless } from '../../core/json.ts';
import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Bar, Instrument, Trade } from '../../model/records.ts';
import { readText, reject, unlessChanged } from '../reading.ts';

/** What frames of a socket have said so far. */
export interface LiveRead {
  readonly instruments: Map<string, Instrument>;
  readonly bars: Bar[];
  readonly trades: Trade[];
  readonly rejected: Rejection[];
}

/** @param receivedMs when the frame came, or null while it is only passed on to subscribers */
export type ReadFrame = (read: LiveRead, frame: LosslessJson, receivedMs: number | null) => void;

export function readLiveFrame(frame: string, readFrame: ReadFrame): Parsed {
  const read = nothing();
  readJsonFrame(read, frame, null, readFrame);
  return { rows: { bar: read.bars, trade: read.trades }, rejected: read.rejected };
}

/**
 * A batch of frames, a line each: `<epoch ms of receipt> <frame>` as the lake keeps them, `<epoch s>: <frame>` as
 * cryptofeed records them. A line that names the socket is the recorder's own: what was opened, and what was sent.
 */
export function readLiveBatch(payload: RawPayload, readFrame: ReadFrame): Parsed {
  const read = nothing();
  for (const line of readText(payload).split(/\r?\n/)) {
    const [, ms, seconds, frame] = /^(?:(\d{13})|(\d{10}\.\d+):) (.*)$/s.exec(line) ?? [];
    if (frame !== undefined) {
      readJsonFrame(read, frame, ms === undefined ? Math.floor(Number(seconds) * 1000) : Number(ms), readFrame);
    } else if (line !== '' && !/^wss?:\/\//.test(line)) {
      read.rejected.push(reject('trade', 'schema', 'the line is no received frame', line));
    }
  }
  const { bars, trades, rejected } = read;
  return unlessChanged(payload, bars.length + trades.length, {
    rows: { instrument: [...read.instruments.values()], bar: bars, trade: trades },
    rejected,
  });
}

const nothing = (): LiveRead => ({ instruments: new Map(), bars: [], trades: [], rejected: [] });

function readJsonFrame(read: LiveRead, text: string, receivedMs: number | null, readFrame: ReadFrame): void {
  let frame: LosslessJson;
  try {
    frame = parseLossless(text);
  } catch {
    read.rejected.push(reject('trade', 'schema', 'the frame is no JSON', text));
    return;
  }
  readFrame(read, frame, receivedMs);
}

export function keepBar(read: LiveRead, bar: Bar | Rejection, instrument: Instrument): void {
  keep(read, bar, read.bars, instrument);
}

export function keepTrade(read: LiveRead, trade: Trade | Rejection, instrument: Instrument): void {
  keep(read, trade, read.trades, instrument);
}

function keep<Row extends object>(read: LiveRead, row: Row | Rejection, rows: Row[], instrument: Instrument): void {
  if ('rule' in row) {
    read.rejected.push(row);
    return;
  }
  rows.push(row);
  read.instruments.set(instrument.instrument_id, instrument);
}
