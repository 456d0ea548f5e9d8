/** The money of a country as the Reserve Bank writes it before "per Rand", read off its exchange rates on 2026-10-04. */
const perRand: Readonly<Record<string, string>> = {
  'australia: dollar': 'AUD',
  'botswana: pula': 'BWP',
  'brazil: real': 'BRL',
  'canada: dollar': 'CAD',
  'china: yuan': 'CNY',
  'denmark: krone': 'DKK',
  'hong kong: dollar': 'HKD',
  'india: rupee': 'INR',
  'israel: shekel': 'ILS',
  'japan: yen': 'JPY',
  'kenya: schilling': 'KES',
  'malawi: kwacha': 'MWK',
  'mozambique: metical': 'MZN',
  'new zealand: dollar': 'NZD',
  'norway: krone': 'NOK',
  'russia: rouble': 'RUB',
  'south korea: won': 'KRW',
  'sweden: krona': 'SEK',
  'switzerland: franc': 'CHF',
  'taiwan: nt dollar': 'TWD',
  'thailand: baht': 'THB',
  'zambia: kwacha': 'ZMW',
};

/** What stands after "Rand per". */
const randPer: Readonly<Record<string, string>> = {
  'us dollar': 'USD',
  'british pound': 'GBP',
  euro: 'EUR',
  'japanese yen': 'JPY',
};

/** Zambia struck three zeros off on this day; the series runs on without restating. */
const kwachaRebased = '2013-01-01';

export interface Pair {
  readonly base: string;
  readonly quote: string;
}

/**
 * The direction and currencies that a series' text states for a day: "Rand per US Dollar" against "Japan: Yen per
 * Rand". Null where it names no direction against the rand, the text where the currency is not known.
 */
export function pairOf(timeseries: string, day: string): Pair | string | null {
  const text = timeseries.trim().replace(/\s+/g, ' ');
  const [, unit] = /^rand per (.+)$/i.exec(text) ?? [];
  const [, money] = /^(.+) per rand$/i.exec(text) ?? [];
  if (unit !== undefined && money === undefined) {
    const base = randPer[unit.toLowerCase()];
    return base === undefined ? unit : { base, quote: 'ZAR' };
  }
  if (money === undefined || unit !== undefined) return null;
  const quote = perRand[money.toLowerCase()];
  if (quote === undefined) return money;
  return { base: 'ZAR', quote: quote === 'ZMW' && day < kwachaRebased ? 'ZMK' : quote };
}
