import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { isWeekend } from '../../src/calendar/days.ts';
import { departuresOn } from '../../src/calendar/departures.ts';
import { departuresBetween, isSession, sessionsBetween } from '../../src/calendar/timeline.ts';
import { xjse } from '../../src/calendar/xjse.ts';

/** Lists of other hands and real trading days, kept outside of the repository: without them these tests are skipped. */
const corpus = resolve(process.env.CORPUS_DIR ?? '../shared/data');
const has = (folder: string): boolean => existsSync(resolve(corpus, folder));

describe.skipIf(!has('calendar'))('XJSE beside the lists of other hands', () => {
  test('from 1995 to 2014 the sessions are those of exchange_calendars but for four closures', () => {
    expect(differences('1995-01-01', '2014-12-31')).toEqual({
      onlyOurs: [],
      onlyTheirs: ['1999-06-02', '1999-12-31', '2000-01-03', '2000-12-05'],
    });
    expect(departuresOn(xjse, '1999-06-02')).toMatchObject([{ kind: 'closed', announced_at: '1999-04-28' }]);
    expect(departuresOn(xjse, '1999-12-31')).toMatchObject([{ kind: 'closed', announced_at: '1999-10-28' }]);
    expect(departuresOn(xjse, '2000-01-03')).toMatchObject([{ kind: 'closed', announced_at: '1999-10-28' }]);
    expect(departuresOn(xjse, '2000-12-05')).toMatchObject([{ kind: 'closed', announced_at: null }]);
  });

  test('before 1995 they differ on the holidays of the old law and on those of the new one, and on no other day', () => {
    const { onlyOurs, onlyTheirs } = differences('1990-01-01', '1994-12-31');
    const names = onlyTheirs.map((day) => `${day} ${departuresOn(xjse, day)[0]?.name}`);
    expect(names).toEqual([
      "1990-04-06 Founder's Day",
      ...['1990-05-24 Ascension Day', '1990-05-31 Republic Day', '1990-10-10 Kruger Day'],
      ...['1991-05-09 Ascension Day', '1991-05-31 Republic Day', '1991-10-10 Kruger Day'],
      ...["1992-04-06 Founder's Day", '1992-05-28 Ascension Day'],
      ...["1993-04-06 Founder's Day", '1993-05-20 Ascension Day', '1993-05-31 Republic Day'],
      ...["1994-04-06 Founder's Day", '1994-05-12 Ascension Day', '1994-05-31 Republic Day', '1994-10-10 Kruger Day'],
    ]);
    /** Human Rights, Freedom, Youth, Women's and Heritage Day, and Mondays after a holiday on Sunday. */
    const ofTheNewLaw = /-(?:03-2[12]|04-2[78]|06-1[67]|08-(?:09|10)|09-2[45]|01-02|05-02|12-17|12-27)$/;
    expect(onlyOurs.filter((day) => !ofTheNewLaw.test(day))).toEqual([]);
    expect(onlyOurs).toHaveLength(23);
  });

  test('from 1995 on it is closed on the public holidays of South Africa and on two days of elections that the list lacks', () => {
    const theirs = publicHolidays('1995-01-01', xjse.coverage.to);
    const ours = closures('1995-01-01', xjse.coverage.to);
    expect(theirs.filter((day) => !ours.includes(day))).toEqual([]);
    expect(ours.filter((day) => !theirs.includes(day))).toEqual(['2000-12-05', '2026-11-04']);
    expect(ours.length).toBeGreaterThan(300);
  });

  test('before 1995 it is closed on the public holidays of the time, and on some that the list leaves out', () => {
    const theirs = publicHolidays('1990-01-01', '1994-12-31');
    const ours = closures('1990-01-01', '1994-12-31');
    expect(theirs.filter((day) => !ours.includes(day))).toEqual([]);
    expect(ours.filter((day) => !theirs.includes(day))).toEqual([
      ...['1990-05-01', '1991-05-01', '1992-05-01'],
      ...['1994-04-27', '1994-05-12', '1994-05-31', '1994-10-10'],
    ]);
  });
});

describe.skipIf(!has('jse_yahoo_csv'))('XJSE beside the days on which shares were traded', () => {
  test.each(filesOf('jse_yahoo_csv'))('%s was traded on sessions only', (file) => {
    const days = tradedDays(file);
    expect(days.length).toBeGreaterThan(100);
    expect(days.filter((day) => !isSession(xjse, day))).toEqual([]);
  });

  test('something was traded on every session', () => {
    const traded = new Set(filesOf('jse_yahoo_csv').flatMap(tradedDays));
    const sessions = sessionsBetween(xjse, '2000-01-01', '2021-01-13').map(({ session_date }) => session_date);
    expect(sessions.filter((day) => !traded.has(day))).toEqual([]);
    expect(sessions).toHaveLength(traded.size);
  });
});

/** Session dates of ours and of exchange_calendars that the other does not have. */
function differences(from: string, to: string) {
  const listed = linesOf('calendar/xjse_1990_2014.csv.gz').map((line) => line.slice(0, 10));
  const theirs = new Set(listed.filter((day) => from <= day && day <= to));
  const ours = new Set(sessionsBetween(xjse, from, to).map(({ session_date }) => session_date));
  expect(theirs.size).toBeGreaterThan(1000);
  return {
    onlyOurs: [...ours].filter((day) => !theirs.has(day)),
    onlyTheirs: [...theirs].filter((day) => !ours.has(day)),
  };
}

function publicHolidays(from: string, to: string): string[] {
  const text = readFileSync(resolve(corpus, 'calendar/ZA_public_holidays.json'), 'utf8');
  const listed = Object.keys(JSON.parse(text) as Record<string, string>);
  return listed.filter((day) => from <= day && day <= to && !isWeekend(day));
}

function closures(from: string, to: string): string[] {
  const closed = departuresBetween(xjse, from, to).filter(({ kind }) => kind === 'closed');
  return [...new Set(closed.map(({ date }) => date))];
}

/** Date,Open,High,Low,Close,Adj Close,Volume. Rows without volume are filler of the source. */
function tradedDays(file: string): string[] {
  return linesOf(`jse_yahoo_csv/${file}`)
    .map((line) => line.split(','))
    .filter((cells) => Number(cells[6]) > 0)
    .map(([day = '']) => day);
}

function linesOf(path: string): string[] {
  const bytes = readFileSync(resolve(corpus, path));
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.trimEnd().split(/\r?\n/).slice(1);
}

function filesOf(folder: string): string[] {
  return has(folder) ? readdirSync(resolve(corpus, folder)) : [];
}
