import type { Bar, CorporateAction, Instrument, Trade } from '../../model/records.ts';
import { currencyOf } from '../../model/unit.ts';
import { coinBar, coinTrade, share, shareBar } from '../examples.ts';
import { rule } from '../rule.ts';

type Priced = Bar | Trade | CorporateAction;

const currencyKinds = new Set<Instrument['kind']>(['equity', 'etf', 'fund', 'fx']);
/** Levels, which count no currency: those of an index, and what futures on it are quoted in. */
const levelUnits = new Set<string>(['points', 'index']);
const randUnits = new Set<string | null>(['ZAc', 'ZAR']);

export const unit = rule({
  id: 'unit',
  datasets: ['instrument', 'bar', 'trade', 'corporate_action'],
  verdict: 'rejected',
  describe: 'A price is in the unit of its instrument, and that unit counts a known currency.',
  create({ rows }, dataset) {
    if (dataset === 'instrument') return { check: (row: Instrument) => unitOfInstrument(row) };
    const known = new Map(rows.instrument?.map((instrument) => [instrument.instrument_id, instrument]));
    return {
      check(row: Priced) {
        const instrument = known.get(row.instrument_id);
        if (instrument !== undefined) return unitOfPrice(row, instrument);
        return row.instrument_id.startsWith('XJSE:') ? unitOfJse(row.instrument_id, row.unit) : null;
      },
    };
  },
  examples: {
    accepts: { instrument: [share], bar: [shareBar, coinBar], trade: [coinTrade] },
    rejects: {
      instrument: [share, { ...share, instrument_id: 'XJSE:MTN', ticker: 'MTN', unit: 'USD', currency: 'USD' }],
      bar: [
        { ...shareBar, unit: 'ZAR' },
        { ...shareBar, unit: 'GBp', instrument_id: 'XJSE:SHP' },
      ],
    },
  },
});

function unitOfInstrument({ instrument_id, kind, unit, currency }: Instrument): string | null {
  const pattern = currencyKinds.has(kind) ? /^[A-Z]{3}$/ : /^[A-Z][A-Z0-9]{0,11}$/;
  if (!pattern.test(currency)) return `The currency ${JSON.stringify(currency)} of ${instrument_id} is not known.`;
  const isLevel = kind === 'index' || levelUnits.has(unit);
  if (!isLevel && currencyOf(unit) !== currency) {
    return `The unit ${unit} of ${instrument_id} does not count its currency ${currency}.`;
  }
  return kind === 'equity' && instrument_id.startsWith('XJSE:') ? unitOfJse(instrument_id, unit) : null;
}

/** Vendors confuse cents and rands of JSE shares, never rands and another currency. */
function unitOfJse(instrumentId: string, unit: string | null): string | null {
  if (unit === null || randUnits.has(unit)) return null;
  return `The unit of ${instrumentId} is ${unit}; shares of the JSE are quoted in ZAc or ZAR.`;
}

/** Bars and trades are in the very unit; a dividend may be declared in the major one, where conversion is exact. */
function unitOfPrice(row: Priced, instrument: Instrument): string | null {
  if (row.unit === null || row.unit === instrument.unit) return null;
  if ('ex_date' in row && currencyOf(row.unit) === currencyOf(instrument.unit)) return null;
  return `It is in ${row.unit}, but ${instrument.instrument_id} is quoted in ${instrument.unit}.`;
}
