import { expect, test } from 'vitest';
import { icalendarOf } from './icalendar.ts';
import { departuresBetween } from './timeline.ts';
import { xjse } from './xjse.ts';
import { xlon } from './xlon.ts';

const written = (from: string, to: string) => icalendarOf(xjse, departuresBetween(xjse, from, to));
/** As a reader joins folded lines again (RFC 5545, 3.1). */
const lines = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');

test('a closure and a half-day are all-day events that say why and by which source', () => {
  expect(lines(written('2026-12-24', '2026-12-25'))).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//WizData//Trading calendars//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'NAME:Johannesburg Stock Exchange',
    'X-WR-CALNAME:Johannesburg Stock Exchange',
    'REFRESH-INTERVAL;VALUE=DURATION:P1D',
    'BEGIN:VEVENT',
    'UID:XJSE-2026-12-24@wizdata',
    'DTSTAMP:20261124T000000Z',
    'DTSTART;VALUE=DATE:20261224',
    'SUMMARY:Johannesburg Stock Exchange closes at 12:00: Christmas Eve',
    expect.stringMatching(/^DESCRIPTION:Times are of Africa\/Johannesburg\.\\nhttps:\/\/clientportal\.jse\.co\.za\//),
    'CATEGORIES:EARLY_CLOSE',
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'BEGIN:VEVENT',
    'UID:XJSE-2026-12-25@wizdata',
    'DTSTAMP:20261124T000000Z',
    'DTSTART;VALUE=DATE:20261225',
    'SUMMARY:Johannesburg Stock Exchange closed: Christmas Day',
    expect.stringMatching(/^DESCRIPTION:/),
    'CATEGORIES:CLOSED',
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
});

test('two reasons for one day are one event', () => {
  const text = lines(written('2008-03-21', '2008-03-21'));
  expect(text.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
  expect(text).toContain('SUMMARY:Johannesburg Stock Exchange closed: Human Rights Day\\; Good Friday');
});

test('says when a closure was announced and when a market opens late', () => {
  expect(written('2022-12-27', '2022-12-27')).toContain('Announced 2022-12-08.');
  expect(lines(written('2021-08-18', '2021-08-18')).join()).toContain(
    'opens at 14:30: Trades of the day before\\, a record',
  );
});

test('a holiday on which the market trades is no event', () => {
  expect(icalendarOf(xlon, departuresBetween(xlon, '2020-05-04', '2020-05-04'))).not.toContain('VEVENT');
});

test('lines have 75 octets at most and no character is torn', () => {
  const name = 'Börse für Währungen, Édition spéciale — '.repeat(4);
  const text = icalendarOf({ ...xjse, name }, departuresBetween(xjse, '2026-12-25', '2026-12-25'));
  const octets = text.split('\r\n').map((line) => new TextEncoder().encode(line).length);
  expect(Math.max(...octets)).toBeLessThanOrEqual(75);
  expect(Math.max(...octets)).toBeGreaterThan(72);
  expect(lines(text)).toContain(`NAME:${name.replaceAll(',', '\\,')}`);
});
