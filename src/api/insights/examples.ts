import type { Insight } from '../../insights/insight.ts';
import type { Example } from '../endpoint.ts';
import { exampleFigures } from './example-figures.ts';

/** Of the JSE's shares several sources speak in the sample, and this one of more than a few days. */
const long = 'source=yahoo-chart';

const queries: Readonly<Record<string, string>> = {
  'trend-regime': `instrument=XJSE:NPN&${long}`,
  anomaly: 'instrument=XJSE:MTN',
  'volatility-drawdown': `instrument=XJSE:NPN&${long}`,
  'correlation-lead-lag': 'instrument=XJSE:SBK&other=XJSE:FSR',
  seasonality: `instrument=XJSE:NPN&by=weekday&${long}`,
  'event-study': 'instrument=XNAS:MSFT&market=XNAS:NVDA',
  'fx-exposure': 'instrument=XNAS:MSFT&base=EUR&quote=USD',
  'esg-momentum': 'series=WB:EG.ELC.ACCS.ZS.ZAF&peers=WB:EG.ELC.ACCS.ZS.NGA,WB:EG.ELC.ACCS.ZS.KEN',
  'news-sentiment': 'instrument=XJSE:HAR',
  forecast: `instrument=XJSE:NPN&${long}`,
  portfolio: long,
};

const fetch_ids = ['fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f'];
const untold = { quotations: [], input_digest: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' };
const byTemplate = { by: 'template', model: null, prompt_sha256: null, removed: [] } as const;

/** A request, and the beginning of what it answers on the sample. */
export function exampleOf(one: Insight, path: string, isPosted: boolean): Example {
  const asked = `${path}?${queries[one.id]}`;
  const { id: insight, version, title, question, method } = one;
  const head = { insight, version, title, question, method };
  const meta = { is_sample: true, limit: 520 };
  const figures = exampleFigures[one.id];
  if (figures === undefined) {
    const insufficient = { reason: 'common days: 103 are needed, there are 15', needed: 103, have: 15 };
    const words = { ...byTemplate, input_ids: [], sentences: [] };
    const data = { ...head, parameters: {}, status: 'insufficient', insufficient, findings: [], inputs: [] };
    return { path: asked, data: { ...data, ...untold, words }, meta };
  }
  const { finding, evidence, ids, sentence, parameters } = figures;
  const found = {
    id: finding,
    figures: figures.figures.map(([name, value, unit, meaning]) => ({ name, value, unit, meaning })),
    evidence: [{ ...evidence, fetch_ids }],
  };
  const words = { ...byTemplate, input_ids: ids, sentences: [sentence] };
  const data = { ...head, parameters, status: 'computed', insufficient: null, findings: [found], inputs: [] };
  const body = isPosted ? { body: { positions: parameters.positions } } : {};
  return { path: asked, ...body, data: { ...data, ...untold, words }, meta };
}
