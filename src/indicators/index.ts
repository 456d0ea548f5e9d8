import { WizError } from '../core/errors.ts';
import type { Indicator } from './indicator.ts';
import { ao } from './momentum/ao.ts';
import { cci } from './momentum/cci.ts';
import { macd } from './momentum/macd.ts';
import { mom } from './momentum/mom.ts';
import { ppo } from './momentum/ppo.ts';
import { roc } from './momentum/roc.ts';
import { rsi } from './momentum/rsi.ts';
import { stoch } from './momentum/stoch.ts';
import { stochrsi } from './momentum/stochrsi.ts';
import { tsi } from './momentum/tsi.ts';
import { ultosc } from './momentum/ultosc.ts';
import { willr } from './momentum/willr.ts';
import { drawdown } from './returns/drawdown.ts';
import { logReturn } from './returns/log-return.ts';
import { sharpe } from './returns/sharpe.ts';
import { simpleReturn } from './returns/simple-return.ts';
import { sortino } from './returns/sortino.ts';
import { beta } from './statistics/beta.ts';
import { correl } from './statistics/correl.ts';
import { linreg } from './statistics/linreg.ts';
import { zscore } from './statistics/zscore.ts';
import { adx } from './trend/adx.ts';
import { aroon } from './trend/aroon.ts';
import { dema } from './trend/dema.ts';
import { di } from './trend/di.ts';
import { ema } from './trend/ema.ts';
import { hma } from './trend/hma.ts';
import { ichimoku } from './trend/ichimoku.ts';
import { kama } from './trend/kama.ts';
import { psar } from './trend/psar.ts';
import { sma } from './trend/sma.ts';
import { supertrend } from './trend/supertrend.ts';
import { tema } from './trend/tema.ts';
import { wma } from './trend/wma.ts';
import { atr } from './volatility/atr.ts';
import { bbands } from './volatility/bbands.ts';
import { donchian } from './volatility/donchian.ts';
import { hv } from './volatility/hv.ts';
import { keltner } from './volatility/keltner.ts';
import { natr } from './volatility/natr.ts';
import { parkinson } from './volatility/parkinson.ts';
import { stddev } from './volatility/stddev.ts';
import { trange } from './volatility/trange.ts';
import { yangZhang } from './volatility/yang-zhang.ts';
import { ad } from './volume/ad.ts';
import { cmf } from './volume/cmf.ts';
import { force } from './volume/force.ts';
import { mfi } from './volume/mfi.ts';
import { obv } from './volume/obv.ts';
import { vwap } from './volume/vwap.ts';
import { vwma } from './volume/vwma.ts';

/** Every indicator there is, one line each. */
export const indicators: readonly Indicator[] = [
  adx,
  aroon,
  dema,
  di,
  ema,
  hma,
  ichimoku,
  kama,
  psar,
  sma,
  supertrend,
  tema,
  wma,
  ao,
  cci,
  macd,
  mom,
  ppo,
  roc,
  rsi,
  stoch,
  stochrsi,
  tsi,
  ultosc,
  willr,
  ad,
  cmf,
  force,
  mfi,
  obv,
  vwap,
  vwma,
  atr,
  bbands,
  donchian,
  hv,
  keltner,
  natr,
  parkinson,
  stddev,
  trange,
  yangZhang,
  beta,
  correl,
  linreg,
  zscore,
  drawdown,
  logReturn,
  sharpe,
  simpleReturn,
  sortino,
];

const byId = new Map(indicators.map((one) => [one.id, one]));

export function indicatorOf(id: string): Indicator {
  const found = byId.get(id);
  if (found === undefined)
    throw new WizError('invalid_request', `There is no indicator ${id}; choose one of ${[...byId.keys()].join(', ')}`);
  return found;
}
