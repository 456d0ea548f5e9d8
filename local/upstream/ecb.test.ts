import { describe, expect, test } from 'vitest';
import { corpusText, hasCorpus } from './corpus.ts';
import { dailyFile, ecb } from './ecb.ts';

const upstream = ecb();
const fileText = (name: string) => upstream.answer(`/stats/eurofxref/${name}`, new URLSearchParams()).text;

test('the daily file is one day with the date written out and ends every line with comma and blank', () => {
  expect(fileText('eurofxref.csv')).toBe(
    'Date, USD, JPY, GBP, CHF, AUD, BRL, CAD, CNY, INR, ZAR, \n' +
      '30 December 2022, 1.0666, 140.66, 0.88693, 0.9847, 1.5693, 5.6386, 1.4440, 7.3582, 88.1710, 18.0986, \n',
  );
});

test('the historic file is newest first and says N/A for a currency that has stopped', () => {
  const lines = fileText('eurofxref-hist.csv').trimEnd().split('\n');
  expect(lines[0]).toBe('Date,USD,JPY,GBP,CHF,RUB,AUD,BRL,CAD,CNY,INR,ZAR,');
  expect(lines[1]).toBe('2022-12-30,1.0666,140.66,0.88693,0.9847,N/A,1.5693,5.6386,1.444,7.3582,88.171,18.0986,');
  const dates = lines.slice(1).map((line) => line.slice(0, 10));
  expect(dates).toEqual(dates.toSorted().reverse());
  expect(lines.find((line) => line.startsWith('2022-03-01'))?.split(',')[5]).toBe('117.201');
});

test('a zip is announced with the name of its csv file', () => {
  expect(upstream.answer('/stats/eurofxref/eurofxref-hist.zip', new URLSearchParams())).toMatchObject({
    contentType: 'application/zip',
    zipEntry: 'eurofxref-hist.csv',
  });
});

test('any other file is not found', () => {
  expect(upstream.answer('/stats/eurofxref/eurofxref.xml', new URLSearchParams()).status).toBe(404);
});

describe.skipIf(!hasCorpus)('against the recorded files', () => {
  const recorded = () =>
    corpusText('ecb/eurofxref-hist_2022-12-30.csv.gz')
      .split('\n')
      .map((line) => line.split(','));

  test('every rate of the years stands as the ECB published it', () => {
    const [header = [], ...rows] = recorded();
    const served = fileText('eurofxref-hist.csv').trimEnd().split('\n');
    const columns = (served[0] ?? '').split(',').map((currency) => header.indexOf(currency));
    const expected = rows
      .filter(([date = '']) => date >= '2019-11-01')
      .map((row) => columns.map((column) => row[column]).join(','));
    expect(served.slice(1)).toEqual(expected);
  });

  test('the daily file of a day is written from its historic row', () => {
    const [header = [], ...rows] = recorded();
    const [names = '', cells = ''] = corpusText('ecb/eurofxref-daily_2022-03-04.csv').split('\n');
    const kept = ['Date', 'USD', 'JPY', 'GBP', 'CHF', 'AUD', 'INR', 'ZAR'];
    const row = rows.find(([date]) => date === '2022-03-04') ?? [];
    const written = dailyFile(
      kept,
      kept.map((currency) => row[header.indexOf(currency)] ?? ''),
    );
    const pick = kept.map((currency) => names.split(', ').indexOf(currency));
    expect(written).toBe(`${kept.join(', ')}, \n${pick.map((i) => cells.split(', ')[i]).join(', ')}, \n`);
    expect(names.endsWith('ZAR, ')).toBe(true);
  });
});
