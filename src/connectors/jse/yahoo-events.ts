import { divideDecimals, toDecimal } from '../../core/decimal.ts';
import type { Rejection } from '../../model/parsed.ts';
import type { CorporateAction } from '../../model/records.ts';
import { absentActionFacts } from '../absent.ts';
import { reject } from '../reading.ts';
import { unitOf } from './exchanges.ts';
import { epochSecondsOf } from './local-time.ts';
import type { SessionClock } from './yahoo-session.ts';

type Events = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

interface Actions {
  readonly actions: CorporateAction[];
  readonly rejected: Rejection[];
}

/** Dividends and splits of a chart. Their `date` is the open of the first session that trades without the right. */
export function readEvents(events: Events, instrumentId: string, unit: string, clock: SessionClock): Actions {
  const read: Actions = { actions: [], rejected: [] };
  for (const [kind, entries] of Object.entries(events)) {
    for (const event of Object.values(entries)) {
      const action = readEvent(kind, { ...(event as object) }, instrumentId, unit, clock);
      if (action !== null) read.actions.push(action);
      else read.rejected.push(reject('corporate_action', 'schema', `is no known ${kind} event`, event));
    }
  }
  return read;
}

function readEvent(
  kind: string,
  event: Readonly<Record<string, unknown>>,
  instrument_id: string,
  unit: string,
  clock: SessionClock,
): CorporateAction | null {
  const seconds = epochSecondsOf(event.date);
  if (seconds === null) return null;
  const ex_date = clock.dayOf(seconds);
  if (kind === 'dividends') {
    // In the unit of the prices (ZAc), unless the event names its own currency.
    const amount = digits(event.amount);
    if (amount === null) return null;
    const said = typeof event.currency === 'string' ? unitOf(event.currency) : unit;
    return { ...absentActionFacts, instrument_id, kind: 'dividend', ex_date, amount, unit: said };
  }
  const numerator = digits(event.numerator);
  const denominator = digits(event.denominator);
  if (kind !== 'splits' || !isPositive(numerator) || !isPositive(denominator)) return null;
  const ratio = divideDecimals(numerator, denominator);
  return { ...absentActionFacts, instrument_id, kind: 'split', ex_date, ratio };
}

const digits = (value: unknown): string | null => (typeof value === 'string' ? toDecimal(value) : null);
const isPositive = (value: string | null): value is string => value !== null && Number(value) > 0;
