import { toInstant } from '../../core/clock.ts';
import type { SourceFacts } from '../../model/source.ts';
import { type Connector, cadenceWindow } from '../connector.ts';
import { readTwelvedata } from './twelvedata-document.ts';
import { pageMs, queriesOf, twelvedataSubject } from './twelvedata-subject.ts';

const source: SourceFacts = {
  source_id: 'twelvedata',
  name: 'Twelve Data: currencies, coins and shares',
  url: 'https://twelvedata.com/docs',
  terms_url: 'https://twelvedata.com/terms',
  redistribution: 'restricted',
  attribution: 'Data provided by Twelve Data',
  country: 'SG',
  datasets: ['instrument', 'bar', 'quote', 'corporate_action'],
  cadence_seconds: 86_400,
  coverage_start: '1980-01-01',
  verified_on: '2026-11-24',
  rank: 2,
  price_basis: 'as_traded',
  key: { name: 'TWELVEDATA_KEY', register_url: 'https://twelvedata.com/register' },
  // Eight credits a minute and 800 a day on the free plan; most answers cost one a symbol.
  politeness: { min_interval_ms: 7500, per_day: 800 },
  oddities: [
    'Errors may come with status 200, and in a batch in the place of one symbol.',
    'JSE shares are on paid plans, in cents (ZAc).',
    'Days are divided by later splits unless none is asked for, minutes never are.',
    'Times are of the exchange, or of UTC for currencies and coins.',
    "A quote's timestamp is the beginning of its interval.",
    'Calendars of dividends name no currency and list dates years ahead.',
  ],
};

/** Late trades are corrected for some days. */
const correctedForMs = 7 * 86_400_000;

export const twelvedata: Connector = {
  source,
  defaults: { base_url: 'https://api.twelvedata.com', is_sample: false },
  // What the free plan answers; JSE shares are subjects such as NPN.XJSE:1day.
  subjects: [
    ...['USD-ZAR', 'EUR-ZAR', 'GBP-ZAR', 'EUR-USD', 'BTC-USD', 'ETH-USD'].map((pair) => `${pair}:1day`),
    'USD-ZAR:exchange_rate',
    ...['AAPL.XNAS', 'MSFT.XNAS', 'GFI.XNYS', 'HMY.XNYS', 'SBSW.XNYS'].map((share) => `${share}:1day`),
    'AAPL.XNAS:quote',
  ],
  window(cursor, now, settings, subject) {
    // Without a stated beginning, as much history as one answer holds.
    const recent = Date.parse(now) - pageMs(twelvedataSubject(subject).interval ?? '1d');
    const start = toInstant(Math.max(Date.parse(source.coverage_start), recent));
    const first = settings.from ?? (cursor.collected_to === null ? start : source.coverage_start);
    return cadenceWindow(cursor, now, source.cadence_seconds, first, correctedForMs);
  },
  async *fetch({ subject, settings, fetcher }, window) {
    const asked = twelvedataSubject(subject);
    const headers = { authorization: `apikey ${settings.api_key ?? ''}` };
    for (const query of queriesOf(asked, window)) {
      const payload = await fetcher.get(`${settings.base_url}/${asked.path}?${query}`, { headers });
      if (payload !== null) yield payload;
    }
  },
  parsers: [{ version: 1, parse: readTwelvedata }],
};
