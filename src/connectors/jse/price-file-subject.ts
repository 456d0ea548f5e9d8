import { WizError } from '../../core/errors.ts';
import type { Instrument } from '../../model/records.ts';
import { currencyOf } from '../../model/unit.ts';
import { absentInstrumentFacts } from '../absent.ts';
import { xjse } from './listings-share.ts';

/** The markets of the JSE by the venue of an instrument's id: ISO 10383, XSAF is its equity derivatives market. */
const markets = {
  XJSE: { mic: 'XJSE', kind: 'equity' },
  INDEX: { mic: 'XJSE', kind: 'index' },
  XSAF: { mic: 'XSAF', kind: 'future' },
} as const satisfies Readonly<Record<string, Pick<Instrument, 'mic' | 'kind'>>>;

const pattern = /^(XJSE|INDEX|XSAF):([A-Z0-9][A-Z0-9.&-]{0,31}):([A-Za-z][A-Za-z_]*)$/;

/** Units that count nothing but themselves: the levels of indices, and of futures on them. */
const levels: readonly string[] = ['points', 'index'];

/** Whose prices a file holds and in what unit, which the file itself does not say. */
export function instrumentOf(subject: string): Instrument {
  const [, venue, ticker = '', unit = ''] = pattern.exec(subject) ?? [];
  if (venue === undefined) {
    const like = 'an instrument of the JSE and the unit of its prices, such as XJSE:NPN:ZAc or INDEX:J203:points';
    throw new WizError('invalid_request', `subject: "${subject}" must name ${like}`);
  }
  return {
    ...absentInstrumentFacts,
    ...markets[venue as keyof typeof markets],
    instrument_id: `${venue}:${ticker}`,
    name: ticker,
    ticker,
    currency: levels.includes(unit) ? currencyOf(xjse.unit) : currencyOf(unit),
    unit,
    timezone: xjse.timezone,
  };
}
