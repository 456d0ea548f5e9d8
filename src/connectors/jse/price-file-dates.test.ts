import { expect, test } from 'vitest';
import { dayReader } from './price-file-dates.ts';

const read = (...dates: string[]) => dates.map(dayReader(dates)).map((read) => ('day' in read ? read.day : read.rule));

test('one date with a component above twelve tells the order of all', () => {
  expect(read('3/4/2020', '3/13/2020')).toEqual(['2020-03-04', '2020-03-13']);
  expect(read('3/4/2020', '13/4/2020')).toEqual(['2020-04-03', '2020-04-13']);
  expect(read('03.04.2020', '13.04.2020')).toEqual(['2020-04-03', '2020-04-13']);
});

test('dates that can be either, in a file that does not tell, are rejected', () => {
  expect(read('3/4/2020', '5/5/2020', '2020-05-06')).toEqual(['ambiguous_date', '2020-05-05', '2020-05-06']);
});

test('a file that has both orders is believed where a date proves its own', () => {
  expect(read('3/13/2020', '14/3/2020', '3/4/2020')).toEqual(['2020-03-13', '2020-03-14', 'ambiguous_date']);
});

test.each([
  ['2000/01/04', '2000-01-04'],
  ['2000-1-4', '2000-01-04'],
  ['20000104', '2000-01-04'],
  ['2000-01-04 00:00:00', '2000-01-04'],
  ['2000-01-04T00:00:00.000Z', '2000-01-04'],
  ['Jul 09, 2018', '2018-07-09'],
  ['09 July 2018', '2018-07-09'],
  ['09-Jul-2018', '2018-07-09'],
  ['2000/02/30', 'schema'],
  ['30/02/2000', 'schema'],
  ['2000112', 'schema'],
  ['2000-01-04 16:30:00', 'schema'],
  ['4/1/20', 'schema'],
  ['Notes', 'schema'],
  ['', 'schema'],
])('"%s" is %s', (date, day) => {
  expect(read(date)).toEqual([day]);
});
