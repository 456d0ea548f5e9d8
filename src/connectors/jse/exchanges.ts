/** What is true of an exchange whatever is listed there. */
export interface Exchange {
  /** ISO 10383, the operating market. */
  readonly mic: string;
  /** The unit in which its shares are quoted. */
  readonly unit: string;
  readonly timezone: string;
  /** When its session begins, in its own zone: the time of a daily bar. */
  readonly opens: string;
}

/**
 * Regular sessions as of 2026. Those of Johannesburg, New York, London, Xetra and Oslo were compared with bars that
 * Yahoo published. London and Tel Aviv quote shares in hundredths, but some London funds in pounds or dollars.
 */
const rows = [
  ['XJSE', 'ZAc', 'Africa/Johannesburg', '09:00'],
  ['XNAI', 'KES', 'Africa/Nairobi', '09:30'],
  ['XNSA', 'NGN', 'Africa/Lagos', '10:00'],
  ['XCAI', 'EGP', 'Africa/Cairo', '10:00'],
  ['XCAS', 'MAD', 'Africa/Casablanca', '09:30'],
  ['XNAS', 'USD', 'America/New_York', '09:30'],
  ['XNYS', 'USD', 'America/New_York', '09:30'],
  ['ARCX', 'USD', 'America/New_York', '09:30'],
  ['XASE', 'USD', 'America/New_York', '09:30'],
  ['XTSE', 'CAD', 'America/Toronto', '09:30'],
  ['XTSX', 'CAD', 'America/Toronto', '09:30'],
  ['BVMF', 'BRL', 'America/Sao_Paulo', '10:00'],
  ['XDUB', 'EUR', 'Europe/Dublin', '08:00'],
  ['XLON', 'GBp', 'Europe/London', '08:00'],
  ['XETR', 'EUR', 'Europe/Berlin', '09:00'],
  ['XFRA', 'EUR', 'Europe/Berlin', '08:00'],
  ['XPAR', 'EUR', 'Europe/Paris', '09:00'],
  ['XAMS', 'EUR', 'Europe/Amsterdam', '09:00'],
  ['XBRU', 'EUR', 'Europe/Brussels', '09:00'],
  ['XLIS', 'EUR', 'Europe/Lisbon', '08:00'],
  ['XMIL', 'EUR', 'Europe/Rome', '09:00'],
  ['XMAD', 'EUR', 'Europe/Madrid', '09:00'],
  ['XWBO', 'EUR', 'Europe/Vienna', '09:00'],
  ['XWAR', 'PLN', 'Europe/Warsaw', '09:00'],
  ['XSWX', 'CHF', 'Europe/Zurich', '09:00'],
  ['XSTO', 'SEK', 'Europe/Stockholm', '09:00'],
  ['XOSL', 'NOK', 'Europe/Oslo', '09:00'],
  ['XCSE', 'DKK', 'Europe/Copenhagen', '09:00'],
  ['XHEL', 'EUR', 'Europe/Helsinki', '10:00'],
  ['XTAE', 'ILA', 'Asia/Jerusalem', '10:00'],
  ['XTKS', 'JPY', 'Asia/Tokyo', '09:00'],
  ['XHKG', 'HKD', 'Asia/Hong_Kong', '09:30'],
  ['XSHG', 'CNY', 'Asia/Shanghai', '09:30'],
  ['XSHE', 'CNY', 'Asia/Shanghai', '09:30'],
  ['XTAI', 'TWD', 'Asia/Taipei', '09:00'],
  ['XKRX', 'KRW', 'Asia/Seoul', '09:00'],
  ['XSES', 'SGD', 'Asia/Singapore', '09:00'],
  ['XIDX', 'IDR', 'Asia/Jakarta', '09:00'],
  ['XNSE', 'INR', 'Asia/Kolkata', '09:15'],
  ['XBOM', 'INR', 'Asia/Kolkata', '09:15'],
  ['XASX', 'AUD', 'Australia/Sydney', '10:00'],
  ['XNZE', 'NZD', 'Pacific/Auckland', '10:00'],
] as const;

const exchanges = new Map<string, Exchange>(
  rows.map(([mic, unit, timezone, opens]) => [mic, { mic, unit, timezone, opens }]),
);

/** Market segments that vendors name, and the exchange they belong to. */
const operating: Readonly<Record<string, string>> = { XNGS: 'XNAS', XNMS: 'XNAS', XNCM: 'XNAS' };

/** The exchange behind a market identifier, or null where its session is not in the table. */
export function exchangeOf(mic: string): Exchange | null {
  return exchanges.get(operatingMic(mic)) ?? null;
}

export function operatingMic(mic: string): string {
  return operating[mic] ?? mic;
}

/** What vendors write for prices in hundredths of a currency. */
const hundredths: Readonly<Record<string, string>> = { ZAC: 'ZAc', ZAc: 'ZAc', GBX: 'GBp', GBp: 'GBp', ILA: 'ILA' };

/** A vendor's currency code as the unit of a price: JSE cents are ZAc, whoever writes them ZAC. */
export function unitOf(currency: string): string {
  return hundredths[currency] ?? currency;
}
