import { WizError } from '../../core/errors.ts';
import type { Interval } from '../../model/symbol.ts';
import { shownIn } from '../../model/unit.ts';
import type { Charted } from '../../storage/read/charted.ts';
import { marketHours } from './market-hours.ts';
import { priceScale } from './price-scale.ts';
import { resolutionOf } from './resolutions.ts';
import { typeOf } from './symbol-types.ts';

interface Asked {
  readonly today: string;
  readonly as_of: string | null;
  /** The unit that prices are to be shown in. */
  readonly currencyCode: string | null;
}

const intraday: readonly Interval[] = ['1m', '5m', '15m', '1h', '4h'];
const daysAndLonger: readonly Interval[] = ['1d', '1w', '1M', '1q', '1y'];
const monthly: readonly Interval[] = ['1M', '1q', '1y'];

/** An instrument as the protocol describes it, to be charted by the bars that there are. */
export function symbolOf(found: Charted, { today, as_of, currencyCode }: Asked) {
  const { instrument_id: id, instrument_kind: kind, unit, source, fetch_id } = found;
  const [market = '', code = ''] = id.split(':');
  const has = (interval: Interval): boolean => found.intervals.includes(interval);
  const minutes = intraday.filter(has).map(resolutionOf);
  const hasLonger = has('1w') && has('1M');
  const hasDays = has('1d');
  // Weeks and months that there are none of, a client makes of days.
  const longer = daysAndLonger.filter(
    (interval) => has(interval) || (hasDays && (interval === '1w' || interval === '1M')),
  );
  const shown = shownAs(unit, currencyCode);
  return {
    name: code,
    ticker: id,
    description: found.name ?? id,
    type: typeOf(kind),
    exchange: market,
    listed_exchange: market,
    ...marketHours({ ...found, kind }, today, as_of ?? undefined),
    format: 'price',
    minmov: 1,
    minmove2: 0,
    pricescale: priceScale({ kind, ...shown, digits: digitsIn(found.digits, shown.exponent), close: found.close }),
    ...(unit === null ? {} : { currency_code: shown.unit, original_currency_code: unit }),
    volume_precision: kind === 'crypto' ? 8 : 0,
    has_intraday: minutes.length > 0,
    intraday_multipliers: minutes,
    has_daily: hasDays,
    daily_multipliers: hasDays ? ['1'] : [],
    has_weekly_and_monthly: hasLonger,
    weekly_multipliers: hasLonger ? ['1'] : [],
    monthly_multipliers: hasLonger
      ? monthly.filter(has).map((interval) => resolutionOf(interval).replace('M', ''))
      : [],
    supported_resolutions: [...minutes, ...longer.map(resolutionOf)],
    visible_plots_set: 'ohlcv',
    data_status: minutes.length > 0 && !found.is_sample ? 'streaming' : 'endofday',
    ...{ source, is_sample: found.is_sample, fetch_id },
  };
}

/** The unit that prices are shown in, and the power of ten that turns published ones into it. */
function shownAs(
  unit: string | null,
  asked: string | null,
): { readonly unit: string | null; readonly exponent: number } {
  if (asked === null || unit === null || asked === unit) return { unit, exponent: 0 };
  const known = shownIn(asked).find((one) => one.unit === unit);
  if (known !== undefined) return { unit: asked, exponent: known.exponent };
  throw new WizError('invalid_request', `currencyCode: prices are in ${unit} and cannot be shown in ${asked}`);
}

const digitsIn = (digits: number | null, exponent: number): number | null =>
  digits === null ? null : Math.max(digits - exponent, 0);
