import { type Day, toDay } from './days.ts';

const dayMs = 86_400_000;

/** Per zone: its formatter, and its offset at midnights of UTC, since asking the time zone database is slow. */
interface Zone {
  readonly format: Intl.DateTimeFormat;
  readonly midnights: Map<number, number>;
}

const zones = new Map<string, Zone>();

/** The instant at which clocks of the zone show so many minutes after midnight of the day. */
export function instantAt(zone: string, day: Day, minutes: number): number {
  const wall = Date.parse(day) + minutes * 60_000;
  const guess = wall - offsetMs(zone, wall);
  return wall - offsetMs(zone, guess);
}

/** The date that the zone's calendars show at the instant. */
export const dayIn = (zone: string, atMs: number): Day => toDay(atMs + offsetMs(zone, atMs));

/** How far the zone's clocks are ahead of UTC. */
function offsetMs(zone: string, atMs: number): number {
  if (zone === 'UTC') return 0;
  const known = zoneOf(zone);
  const midnight = Math.floor(atMs / dayMs) * dayMs;
  const before = atMidnight(known, midnight);
  return before === atMidnight(known, midnight + dayMs) ? before : measure(known, atMs);
}

function atMidnight(zone: Zone, midnight: number): number {
  const known = zone.midnights.get(midnight);
  if (known !== undefined) return known;
  const measured = measure(zone, midnight);
  zone.midnights.set(midnight, measured);
  return measured;
}

/** `GMT`, `GMT+02:00` or `GMT-05:00` is how ECMA-402 spells a long offset. */
function measure({ format }: Zone, atMs: number): number {
  const match = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(format.format(atMs));
  const [, sign, hours = '0', minutes = '0'] = match ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  const zone = { format, midnights: new Map<number, number>() };
  zones.set(name, zone);
  return zone;
}
