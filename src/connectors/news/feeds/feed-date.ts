import { toInstant } from '../../../core/clock.ts';

/** Zones by name, hours from UTC: those of RFC 822 and the ones that publishers use all the same. */
const zoneHours: Readonly<Record<string, number>> = {
  Z: 0,
  UT: 0,
  UTC: 0,
  GMT: 0,
  WET: 0,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
  WAT: 1,
  BST: 1,
  CET: 1,
  CEST: 2,
  EET: 2,
  EEST: 3,
  CAT: 2,
  SAST: 2,
  EAT: 3,
  MSK: 3,
  HKT: 8,
  SGT: 8,
  JST: 9,
  AEST: 10,
  AEDT: 11,
};

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

const iso =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*([A-Za-z]{1,5}|(?:GMT|UTC)?[+-]\d\d:?\d\d)?)?$/;
/** `Wed, 03 Jan 2018 13:47:00 GMT`; the day of the week says nothing that the date does not, and may be in any language. */
const rfc822 =
  /^(?:[^\d,]{1,20},?\s+)?(\d{1,2})[ -]([A-Za-z]{3})[a-z]{0,6}\.?[ -](\d{4}|\d\d),?\s+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*([A-Za-z]{1,5}|(?:GMT|UTC)?[+-]\d\d:?\d\d)?(?:\s*\([^)]*\))?$/;

/** No date is longer, and some have line breaks and blanks around. */
const maxLength = 200;

/**
 * When an item was published, as an instant; null where the text is no date or does not say in which zone.
 * @param localZone the offset (`+02:00`) that a time without a zone is in, where the publisher is known to write such
 */
export function readFeedDate(given: string, localZone: string | null): string | null {
  if (given.length > maxLength) return null;
  const text = given.replace(/\s+/g, ' ').trim();
  const isoParts = iso.exec(text);
  if (isoParts) {
    const [, year = '', month = '', day = '', hour, minute = '', second = '0', zone] = isoParts;
    // W3C-DTF allows a day alone: it begins at midnight, and UTC's is as good as any.
    if (hour === undefined) return instantOf([year, month, day, '0', '0', '0'], 0);
    return instantOf([year, month, day, hour, minute, second], offsetMinutes(zone ?? localZone));
  }
  const parts = rfc822.exec(text);
  if (!parts) return null;
  const [, day = '', monthName = '', year = '', hour = '', minute = '', second = '0', zone] = parts;
  const month = String(months.indexOf(monthName.toLowerCase()) + 1);
  const century = year.length === 4 ? '' : Number(year) < 70 ? '20' : '19';
  return instantOf([century + year, month, day, hour, minute, second], offsetMinutes(zone ?? localZone));
}

function offsetMinutes(zone: string | null): number | null {
  const [, sign, hours = '', minutes = ''] = /^(?:GMT|UTC)?([+-])(\d\d):?(\d\d)$/i.exec(zone ?? '') ?? [];
  if (sign !== undefined) return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  const named = zoneHours[zone?.toUpperCase() ?? ''];
  return named === undefined ? null : named * 60;
}

/** Null where a part does not exist (30 February) or the offset is none that any place has. */
function instantOf(parts: readonly string[], offset: number | null): string | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number);
  if (offset === null || Math.abs(offset) > 14 * 60 || month === 0) return null;
  const time = new Date(Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59)));
  const exists =
    time.getUTCMonth() === month - 1 &&
    time.getUTCDate() === day &&
    time.getUTCHours() === hour &&
    time.getUTCMinutes() === minute;
  return exists && year >= 1970 && year < 2200 ? toInstant(time.getTime() - offset * 60_000) : null;
}
