import { expect, test } from 'vitest';
import { anyDelimiter, delimiterOf, misfitOf, readCsv } from './csv.ts';

const payload = { url: 'https://a.example/x.csv', status: 200, headers: {}, bytes: new Uint8Array(), fetched_at: '' };
const read = (text: string, form = {}) => readCsv(payload, text, form);
const changedSource = (said: RegExp) =>
  expect.objectContaining({ code: 'source_changed', message: expect.stringMatching(said) });

test('line ends, a byte order mark, quotes and empty lines change nothing', () => {
  const lines = [
    ['Day', 'Value'],
    ['1', '2,5'],
  ];
  expect(read('Day,Value\n1,"2,5"\n')).toEqual(lines);
  expect(read('\ufeff"Day","Value"\r\n\r\n1,"2,5"\r\n,\r\n')).toEqual(lines);
  expect(read('sep=;\r\nDay;Value\r\n1;2,5\r\n')).toEqual(lines);
});

test.each(['Day,Value\n1,"2\n2,3\n', 'Day,Value\n1,2\n2,"3', 'Day,Value\n"1"x,2\n2,3\n'])(
  'a quote that is not closed hides lines: %j is a changed source',
  (text) => {
    expect(() => read(text)).toThrow(changedSource(/quotes are not balanced/));
  },
);

test('a line that was cut is a changed source where the format ends its lines', () => {
  const form = { endsLines: true } as const;
  expect(read('Day,Value\n1,25')).toHaveLength(2);
  expect(() => read('Day,Value\n1,25', form)).toThrow(changedSource(/breaks off/));
  expect(read('Day,Value,\n1,25,', form)).toHaveLength(2);
  for (const cut of ['Day,Value,Other,\n1,25,', 'Day,Value\n1,25\n2,']) {
    expect(() => read(cut, form)).toThrow(changedSource(/breaks off/));
  }
});

test('the mark of which the first line has most stands between cells', () => {
  expect(delimiterOf('Day;Value, in rand;Other\n', anyDelimiter)).toBe(';');
  expect(delimiterOf('Day\tValue\n', anyDelimiter)).toBe('\t');
  expect(delimiterOf('Day;Value\n')).toBe(',');
});

test.each([
  [['Day', 'A'], ['1', '2', '3'], 'has 3 cells under 2 names'],
  [['Day', 'A'], ['1'], 'has 1 cells under 2 names'],
  [['Day', 'A', ''], ['1', ''], 'has 2 cells under 3 names'],
  [['Day', 'A', ''], ['1', '2'], null],
  [['Day', 'A', ''], ['1', '2', ''], null],
])('under %j the line %j: %s', (header, line, said) => {
  expect(misfitOf(header, line)).toBe(said);
});
