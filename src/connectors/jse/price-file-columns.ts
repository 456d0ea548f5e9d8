/** Which column of a price file is what, by its place. */
export interface PriceColumns {
  readonly date: number;
  readonly open: number | null;
  readonly high: number | null;
  readonly low: number | null;
  readonly close: number;
  readonly volume: number | null;
}

/** What vendors call the columns, in the order in which one is believed where a file has several. */
const names = {
  date: ['date', 'day', 'datetime'],
  open: ['open', 'open price'],
  high: ['high', 'high price'],
  low: ['low', 'low price'],
  close: ['close', 'closing price', 'close price', 'price', 'last', 'last price', 'px_last', 'close/last'],
  volume: ['volume', 'vol', 'cvol', 'px_volume'],
} as const;

/** Prices less the dividends since: a figure of the vendor's own, at which nobody traded. */
const adjusted = ['adj close', 'adj_close', 'adjclose', 'adjusted close', 'adjusted_close'];

/** `Close*` and `Vol.` are the same words with a mark behind. */
const plain = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[*.]+$/, '');

/**
 * The columns of a file with these headings, or why its prices cannot be told. A file of closes alone may call the
 * column after the instrument.
 * @param ticker what that column is called when it is called by a share's code
 */
export function columnsOf(headings: readonly string[], ticker: string): PriceColumns | string {
  const words = headings.map(plain);
  const find = (name: keyof typeof names): number | null => {
    const known = names[name].find((word) => words.includes(word));
    return known === undefined ? null : words.indexOf(known);
  };
  // A table that a program wrote out has its dates in front, without a heading.
  const date = find('date') ?? (words[0] === '' ? 0 : null);
  if (date === null) return `has no column of dates in "${headings.join(',').slice(0, 60)}"`;
  const [open, high, low, volume] = [find('open'), find('high'), find('low'), find('volume')];
  const known = [date, open, high, low, volume].filter((place) => place !== null);
  const close = find('close') ?? onlyOther(headings, known, ticker);
  if (typeof close === 'string') return close;
  const twice = [...known, close].find((place) => words.indexOf(words[place] ?? '', place + 1) > 0);
  if (twice !== undefined) return `has the column ${headings[twice]} twice and does not say which is meant`;
  return { date, open, high, low, close, volume };
}

function onlyOther(headings: readonly string[], known: readonly number[], ticker: string): number | string {
  const others = [...headings.keys()].filter((place) => !known.includes(place) && headings[place]?.trim() !== '');
  const called = others.map((place) => headings[place]?.trim() ?? '');
  const [only, ...more] = others;
  if (called.some((heading) => adjusted.includes(plain(heading)))) {
    return 'holds adjusted closes only, at which nobody traded; hand in the closes as they were traded';
  }
  if (only === undefined) return 'has a column of dates and none of closes';
  if (more.length > 0) {
    const twice = called.find((heading, place) => called.indexOf(heading) !== place);
    const repeated = twice === undefined ? '' : `, ${twice} twice`;
    const what = `has columns of several instruments (${called.slice(0, 3).join(', ')} and so on${repeated})`;
    return `${what} and does not say whether they are closes as traded; hand in one instrument a file`;
  }
  const code = called[0]?.replace(/\.JO$/, '') ?? '';
  if (/^[A-Z0-9]{3,6}$/.test(code) && code !== ticker) return `holds the prices of ${code}, not of ${ticker}`;
  return only;
}
