import { anomaly } from './anomaly.ts';
import { correlationLeadLag } from './correlation-lead-lag.ts';
import { esgMomentum } from './esg-momentum.ts';
import { eventStudy } from './event-study.ts';
import { forecast } from './forecast.ts';
import { fxExposure } from './fx-exposure.ts';
import type { Insight } from './insight.ts';
import { newsSentiment } from './news-sentiment.ts';
import { portfolio } from './portfolio.ts';
import { seasonality } from './seasonality.ts';
import { trendRegime } from './trend-regime.ts';
import { volatilityDrawdown } from './volatility-drawdown.ts';

/** Every insight there is, one line each; contract tests iterate over it. */
export const insights: readonly Insight[] = [
  trendRegime,
  anomaly,
  volatilityDrawdown,
  correlationLeadLag,
  seasonality,
  eventStudy,
  fxExposure,
  esgMomentum,
  newsSentiment,
  forecast,
  portfolio,
];
