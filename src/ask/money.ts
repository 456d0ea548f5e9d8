import { isCurrency } from '../model/currency.ts';
import { cover, type Text, words } from './text.ts';

/** What people call currencies, the longer names first. */
const named: readonly (readonly [string, string])[] = [
  ['AUD', 'australian dollars?|aussie dollars?'],
  ['CAD', 'canadian dollars?'],
  ['NAD', 'namibian? dollars?'],
  ['HKD', 'hong kong dollars?'],
  ['SGD', 'singapore dollars?'],
  ['NZD', 'new zealand dollars?|kiwi dollars?'],
  ['USD', '(?:us|u\\.s\\.|american) ?dollars?|dollars?|greenbacks?|bucks|us\\$'],
  ['CHF', 'swiss francs?|francs?'],
  ['ZAR', '(?:south african? )?rands?|rand/|rand'],
  ['EUR', 'euros?'],
  ['GBP', '(?:british )?pounds?(?: sterling)?|sterling|quid'],
  ['JPY', '(?:japanese )?yen'],
  ['BWP', '(?:botswana )?pulas?'],
  ['CNY', '(?:chinese )?(?:yuan|renminbi|rmb)'],
  ['INR', '(?:indian )?rupees?'],
  ['BRL', '(?:brazilian )?reais|brazilian real'],
  ['RUB', '(?:russian )?rou?bles?'],
  ['NGN', '(?:nigerian )?nairas?'],
  ['KES', 'kenyan shillings?|kenya shillings?'],
  ['UGX', 'ugandan shillings?'],
  ['TZS', 'tanzanian shillings?'],
  ['GHS', '(?:ghanaian )?cedis?'],
  ['MUR', 'mauritian rupees?'],
  ['EGP', 'egyptian pounds?'],
  ['ZMW', '(?:zambian )?kwachas?'],
  ['XDR', 'special drawing rights?|sdrs?'],
];
/** Codes that are no words of English, so that small letters may be meant. */
const small =
  'usd zar eur gbp jpy bwp cny inr brl rub ngn kes ghs aud cad chf nzd sgd hkd mur egp zmw nad xdr mxn sek nok dkk pln czk huf ils krw thb idr myr php twd'.split(
    ' ',
  );
const anyName = named.map(([, shape]) => shape).join('|');
const money = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${anyName}|[a-z]{3}(?=[/ -][a-z]{3}(?![\\p{L}\\p{N}]))|[a-z]{6}|[a-z]{3})(?![\\p{L}\\p{N}])`,
  'gu',
);

export interface MoneySaid {
  readonly currency: string;
  readonly at: number;
}

/** Currencies in the order in which they stand. */
export function takeCurrencies(text: Text): MoneySaid[] {
  const found: MoneySaid[] = [];
  const say = (currency: string, at: number, length: number) => {
    found.push({ currency, at });
    cover(text, at, length);
  };
  for (const match of [...text.rest.matchAll(money)]) {
    const [said] = match;
    const at = match.index;
    const raw = text.raw.slice(at, at + said.length);
    const upper = said.toUpperCase();
    if (said.length === 6 && isCode(said.slice(0, 3), raw.slice(0, 3)) && isCode(said.slice(3), raw.slice(3))) {
      say(upper.slice(0, 3), at, 3);
      say(upper.slice(3), at + 3, 3);
      continue;
    }
    const name = named.find(([, shape]) => new RegExp(`^(?:${shape})$`, 'u').test(said));
    if (name !== undefined) say(name[0], at, said.length);
    else if (said.length === 3 && isCode(said, raw)) say(upper, at, 3);
  }
  return found.sort((a, b) => a.at - b.at);
}

const isCode = (said: string, raw: string): boolean =>
  isCurrency(said.toUpperCase()) && (small.includes(said) || (raw === raw.toUpperCase() && !notMoney.has(raw)));

/** Codes of ISO 4217 that stand for something else in questions: shares of the JSE, indices, words in capitals. */
const notMoney = new Set([
  'ALL',
  'ANG',
  'TOP',
  'TRY',
  'CUP',
  'MAD',
  'BAM',
  'GEL',
  'COP',
  'PEN',
  'AMD',
  'SOS',
  'STN',
  'LAK',
]);

const signs: readonly (readonly [RegExp, string])[] = [
  [/(?<![\p{L}])(?:us)?\$ ?(?=\d)/u, 'USD'],
  [/€ ?(?=\d)/u, 'EUR'],
  [/£ ?(?=\d)/u, 'GBP'],
  [/¥ ?(?=\d)/u, 'JPY'],
  [/(?<![\p{L}\p{N}])r ?(?=\d)/u, 'ZAR'],
];
const scales: Readonly<Record<string, number>> = {
  k: 3,
  thousand: 3,
  m: 6,
  mn: 6,
  million: 6,
  bn: 9,
  b: 9,
  billion: 9,
  hundred: 2,
};
const amountShape =
  /(?<![\p{L}\p{N}.,-])(\d{1,3}(?:[, ]\d{3})+(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?)(?: ?(k|m|mn|bn|b|thousand|million|billion|hundred)(?!\p{L}))?(?= |\p{L}|[?!.,|€£$]|$)/u;

export interface AmountSaid {
  readonly amount: string;
  /** By a sign before it. */
  readonly currency: string | null;
  /** Where it ends: the currency that stands next is its own. */
  readonly end: number;
}

/** An amount as a plain decimal, with the currency that a sign at it says. */
export function takeAmount(text: Text): AmountSaid | null {
  let currency: string | null = null;
  for (const [shape, code] of signs) {
    const found = shape.exec(text.rest);
    if (found === null) continue;
    currency = code;
    text.rest =
      text.rest.slice(0, found.index) + ' '.repeat(found[0].length) + text.rest.slice(found.index + found[0].length);
    break;
  }
  const found = amountShape.exec(text.rest);
  if (found === null) return null;
  cover(text, found.index, found[0].length);
  const end = found.index + found[0].length;
  const plain = (found[1] ?? '').replace(/[, ]/g, '').replace(/^0+(?=\d)/, '');
  const scale = scales[found[2] ?? ''] ?? 0;
  if (scale === 0) return { amount: plain, currency, end };
  const [whole = '', fraction = ''] = plain.split('.');
  const moved = (whole + fraction.padEnd(scale, '0').slice(0, scale)).replace(/^0+(?=\d)/, '');
  const left = fraction.slice(scale);
  return { amount: left === '' ? moved : `${moved}.${left}`, currency, end };
}

const coins: readonly (readonly [string, string])[] = [
  ['BTC', 'bitcoins?(?! (?:cash|gold|sv))|btc|xbt'],
  ['ETH', 'ethereum(?! classic)|ether|eth'],
  ['XRP', 'ripple|xrp'],
  ['SOL', 'solana'],
  ['BCH', 'bitcoin cash|bch'],
  ['LTC', 'litecoins?|ltc'],
  ['DOGE', 'dogecoins?|doge'],
  ['ADA', 'cardano'],
  ['XMR', 'monero|xmr'],
  ['ALGO', 'algorand|algo'],
  ['MATIC', 'polygon|matic'],
  ['USDT', 'tether|usdt'],
];
const anyCoin = coins.map(([, shape]) => shape).join('|');
const coinShape = words(anyCoin);

const ofShares =
  /(?<![\p{L}\p{N}.,:-])(?<!(?:top|best|worst|biggest|largest|first|last|next|most|least) )(\d{1,3}(?:[, ]\d{3})+|\d{1,9}) (?=(?:ordinary )?(?:shares?|stocks?|units)(?!\p{L})|(?:(?!of |best |most |top |jse |worst |biggest )[\p{L}][\p{L}'.&:-]* ){1,3}(?:shares?|stocks?|units)(?!\p{L}))/u;
const ofCoins = new RegExp(
  `(?<![\\p{L}\\p{N}.,:-])(\\d{1,3}(?:,\\d{3})+(?:\\.\\d{1,8})?|\\d{1,9}(?:\\.\\d{1,8})?) (?=(?:${anyCoin})(?![\\p{L}\\p{N}]))`,
  'u',
);

/** How many shares or coins are asked about. */
export function takeQuantity(text: Text): string | null {
  for (const shape of [ofShares, ofCoins]) {
    const found = shape.exec(text.rest);
    if (found === null) continue;
    cover(text, found.index, found[0].length - 1);
    return (found[1] ?? '').replace(/[, ]/g, '');
  }
  return null;
}

export function takeCoins(text: Text): string[] {
  const found: string[] = [];
  for (let match = coinShape.exec(text.rest); match !== null && found.length < 5; match = coinShape.exec(text.rest)) {
    const said = match[0];
    cover(text, match.index, said.length);
    const coin = coins.find(([, shape]) => new RegExp(`^(?:${shape})$`, 'u').test(said));
    if (coin !== undefined && !found.includes(coin[0])) found.push(coin[0]);
  }
  return found;
}
