import { describe, expect, test } from 'vitest';
import { coins } from './coins.ts';
import { jseCompanies } from './jse-companies.ts';
import { tagText } from './tag.ts';
import { usCompanies } from './us-companies.ts';

/** `Naspers=XJSE:NPN`, in the order of the text. */
const tags = (title: string, summary: string | null = null) =>
  tagText({ title, summary }).map(({ instrument_id, text }) => `${text}=${instrument_id}`);

test('a mention is the very characters of its field', () => {
  const texts = { title: 'Rand up; Naspers’s shares too', summary: 'Prosus (JSE: PRX) rose. Naspers did not.' };
  const mentions = tagText(texts);
  expect(mentions.map(({ field, text }) => [field, text])).toEqual([
    ['title', 'Naspers'],
    ['summary', 'Prosus'],
    ['summary', 'PRX'],
    ['summary', 'Naspers'],
  ]);
  for (const { field, start, end, text } of mentions) expect(texts[field].slice(start, end)).toBe(text);
});

describe('names', () => {
  test.each([
    ['Sasol profit plunges on oil-price drop', ['Sasol=XJSE:SOL']],
    ['SASOL PROFIT PLUNGES', ['SASOL=XJSE:SOL']],
    ["Shoprite's and Truworths' sales", ['Shoprite=XJSE:SHP', 'Truworths=XJSE:TRU']],
    ['Standard Bank-backed fund', ['Standard Bank=XJSE:SBK']],
    ['Standard Bank Group Limited raises dividend', ['Standard Bank Group Limited=XJSE:SBK']],
    ['How to open a standard bank account', []],
    ['Anglo American Platinum leaves Anglo American', ['Anglo American Platinum=XJSE:AMS', 'Anglo American=XJSE:AGL']],
    ['Sibanye-Stillwater and Sibanye Stillwater', ['Sibanye-Stillwater=XJSE:SSW', 'Sibanye Stillwater=XJSE:SSW']],
    ['Pick ’n Pay beats Pick n Pay', ['Pick ’n Pay=XJSE:PIK', 'Pick n Pay=XJSE:PIK']],
    ['Murray & Roberts, Murray and Roberts', ['Murray & Roberts=XJSE:MUR']],
    ['Mr. Price said no; Mr Price said yes', ['Mr Price=XJSE:MRP']],
    ['Nedbankers and MTNs', []],
    ['See sasol.com or @mtn', []],
    [
      'bitcoin falls as Bitcoin Cash and ETHER rise',
      ['bitcoin=COINGECKO:BTC-USD', 'Bitcoin Cash=COINGECKO:BCH-USD', 'ETHER=COINGECKO:ETH-USD'],
    ],
    ['Ethernet and Bitcoiners', []],
    ['Goldman, Blackstone to fund $976m loan', ['Goldman=XNYS:GS', 'Blackstone=XNYS:BX']],
  ])('%s', (title, expected) => {
    expect(tags(title)).toEqual(expected);
  });
});

describe('names that are words', () => {
  test.each([
    ['Discovery of gold in the Northern Cape', []],
    ['Coronation of a king', []],
    ['Discovery Ltd says', ['Discovery Ltd=XJSE:DSY']],
    ['JSE-listed Discovery says', ['Discovery=XJSE:DSY']],
    ['Discovery (JSE: DSY) says', ['Discovery=XJSE:DSY', 'DSY=XJSE:DSY']],
    ['Whose lunch is Discovery Bank eating?', ['Discovery Bank=XJSE:DSY']],
    ['Discovery, led by Adrian Gore', ['Discovery=XJSE:DSY']],
    ['Apple exports to China rise', []],
    ['Apple Inc. $AAPL sold', ['Apple Inc=XNAS:AAPL', 'AAPL=XNAS:AAPL']],
    ['Apple stock rises after iPhone price cuts', ['Apple=XNAS:AAPL']],
    ['The Amazon burns', []],
  ])('%s', (title, expected) => {
    expect(tags(title)).toEqual(expected);
  });

  test('what the summary settles is settled in the title', () => {
    expect(tags('Momentum builds', 'Momentum Group reported; Momentum rose.')).toEqual([
      'Momentum=XJSE:MTM',
      'Momentum Group=XJSE:MTM',
      'Momentum=XJSE:MTM',
    ]);
  });
});

describe('codes', () => {
  test.each([
    ['(JSE: NPN)', ['NPN=XJSE:NPN']],
    ['[NASDAQ: AAPL], NYSE:BRK.B and JSE:CPI', ['AAPL=XNAS:AAPL', 'BRK.B=XNYS:BRK-B', 'CPI=XJSE:CPI']],
    ['SOL.JO and NPN', ['SOL=XJSE:SOL', 'NPN=XJSE:NPN']],
    ['CPI rose, SOL and IMP too', []],
    ['npn and btc', []],
    ['BTC, $SOL, $MTN', ['BTC=COINGECKO:BTC-USD', 'SOL=COINGECKO:SOL-USD']],
    ['a$AAPL and JSE: XYZ1', []],
  ])('%s', (title, expected) => {
    expect(tags(title)).toEqual(expected);
  });

  test('spans never overlap', () => {
    const mentions = tagText({ title: 'MTN (JSE: MTN), MTN Group Ltd and JSE:MTN.JO', summary: null });
    expect(mentions.map(({ text }) => text)).toEqual(['MTN', 'MTN', 'MTN Group Ltd', 'MTN']);
    for (const [at, { start }] of mentions.entries()) {
      expect(start).toBeGreaterThanOrEqual(mentions[at - 1]?.end ?? 0);
    }
  });
});

describe('the gazetteer', () => {
  const listings = [...jseCompanies, ...usCompanies, ...coins];

  test('has each instrument once, and no name of two', () => {
    const ids = listings.map(({ instrument_id }) => instrument_id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    const names = listings.flatMap(({ names, ambiguous = [] }) => [...names, ...ambiguous]);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  test('is in the platform’s spelling of instruments', () => {
    for (const { instrument_id } of listings)
      expect(instrument_id).toMatch(/^[A-Z][A-Z0-9]{1,11}:[A-Z0-9][A-Z0-9.&-]{0,31}$/);
  });
});
