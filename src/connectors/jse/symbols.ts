import type { Instrument } from '../../model/records.ts';

/**
 * Yahoo's exchange codes and the ISO 10383 market identifiers they stand for: one for each suffix of a symbol, and those
 * of the United States.
 */
export const micOfExchange: Readonly<Record<string, string>> = {
  ...{ NMS: 'XNAS', NGM: 'XNAS', NCM: 'XNAS', NYQ: 'XNYS', PCX: 'ARCX', ASE: 'XASE', BTS: 'BATS', PNK: 'OTCM' },
  ...{ CMX: 'XCEC', NYM: 'XNYM', CBT: 'XCBT', CME: 'XCME' },
  ...{ JNB: 'XJSE', CAI: 'XCAI', TLV: 'XTAE' },
  ...{ TOR: 'XTSE', VAN: 'XTSX', SAO: 'BVMF' },
  ...{ LSE: 'XLON', ISE: 'XDUB', GER: 'XETR', FRA: 'XFRA', VIE: 'XWBO', EBS: 'XSWX' },
  ...{ PAR: 'XPAR', AMS: 'XAMS', BRU: 'XBRU', LIS: 'XLIS', MIL: 'XMIL', MCE: 'XMAD' },
  ...{ STO: 'XSTO', OSL: 'XOSL', CPH: 'XCSE', HEL: 'XHEL', WSE: 'XWAR' },
  ...{ JPX: 'XTKS', HKG: 'XHKG', SHH: 'XSHG', SHZ: 'XSHE', TAI: 'XTAI', KSC: 'XKRX', NSI: 'XNSE', BSE: 'XBOM' },
  ...{ SES: 'XSES', JKT: 'XIDX', ASX: 'XASX', NZE: 'XNZE' },
};

/** What Yahoo's `instrumentType` is called here. */
export const kindOfType: Readonly<Record<string, Instrument['kind']>> = {
  EQUITY: 'equity',
  INDEX: 'index',
  ETF: 'etf',
  MUTUALFUND: 'fund',
  FUTURE: 'future',
  CURRENCY: 'fx',
  CRYPTOCURRENCY: 'crypto',
};

/**
 * JSE shares by weight of trading, the FTSE/JSE indices All Share (J203), Top 40 (J200), Resource 10 (J210), Industrial
 * 25 (J211) and Financial 15 (J212), and two Nasdaq shares with frequent corporate actions.
 */
export const yahooSymbols = [
  'NPN.JO',
  'SBK.JO',
  'MTN.JO',
  'SOL.JO',
  'AGL.JO',
  'SHP.JO',
  'FSR.JO',
  '^J203.JO',
  '^J200.JO',
  '^J210.JO',
  '^J211.JO',
  '^J212.JO',
  'MSFT',
  'NVDA',
  'ABG.JO',
  'BTI.JO',
  'CFR.JO',
  'CPI.JO',
  'DSY.JO',
  'GFI.JO',
  'IMP.JO',
  'KIO.JO',
  'PRX.JO',
  'REM.JO',
  'S32.JO',
  'SSW.JO',
  'VOD.JO',
] as const;

export interface Identity {
  readonly instrument_id: string;
  readonly ticker: string;
  readonly mic: string | null;
}

/** Who a Yahoo symbol is, or null where its exchange is not in the table. */
export function identify(symbol: string, exchange: string, kind: Instrument['kind']): Identity | null {
  const mic = micOfExchange[exchange] ?? null;
  // EURUSD=X; the pairs of the US dollar leave it out: ZAR=X.
  const [, base = 'USD', quote] = /^([A-Z]{3})?([A-Z]{3})=X$/.exec(symbol) ?? [];
  if (kind === 'fx') return quote === undefined ? null : identity('FX', `${base}-${quote}`, null);
  if (kind === 'crypto') return identity('CCC', symbol, null);
  const ticker = symbol.replace(/^\^/, '').replace(/(?:\.[A-Z]{1,3}|=F)$/, '');
  if (kind === 'index') return identity('INDEX', ticker, mic);
  return mic === null ? null : identity(mic, ticker, mic);
}

const identity = (venue: string, ticker: string, mic: string | null): Identity => ({
  instrument_id: `${venue}:${ticker}`,
  ticker,
  mic,
});
