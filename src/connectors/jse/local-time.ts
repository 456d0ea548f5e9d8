const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs as much as two hundred uses of it, and a payload has one zone. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const [date, clock] = ['2-digit', '2-digit'] as const;
  const parts = { year: 'numeric', month: date, day: date, hour: clock, minute: clock, second: clock } as const;
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, hourCycle: 'h23', ...parts });
  formats.set(timeZone, format);
  return format;
}

/** What clocks in the zone show at an instant, as if it were UTC. */
function shownAt(timeZone: string, atMs: number): number {
  const shown = formatOf(timeZone).format(atMs).replace(', ', 'T');
  return Date.parse(`${shown}Z`);
}

/** The instant at which clocks in the zone show a day and a time. Where they are set back, one of the two. */
export function instantIn(timeZone: string, day: string, clock: string): number {
  const wanted = Date.parse(`${day}T${clock}Z`);
  if (timeZone === 'UTC') return wanted;
  const guess = wanted - (shownAt(timeZone, wanted) - wanted);
  return wanted - (shownAt(timeZone, guess) - guess);
}

/** The calendar day in the zone at an instant. */
export function dayIn(timeZone: string, atMs: number): string {
  return formatOf(timeZone).format(atMs).slice(0, 10);
}

/** What clocks in the zone show at an instant, `09:00:00`. */
export function clockIn(timeZone: string, atMs: number): string {
  return formatOf(timeZone).format(atMs).slice('2020-01-02, '.length);
}

/** Whether the text is the name of a time zone. */
export function isZone(text: string): boolean {
  try {
    return formatOf(text) !== undefined;
  } catch {
    return false;
  }
}

/** Whether the text is a time of the day, `09:00` or `09:00:00`. */
export function isClock(text: string): boolean {
  return /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/.test(text);
}

/** Published seconds since 1970, or null where they are none: an absence is no 1970, and no market is open in 2287. */
export function epochSecondsOf(value: unknown): number | null {
  return typeof value === 'string' && /^-?\d{1,10}$/.test(value) ? Number(value) : null;
}

/** Whether the text is a day of the calendar, written `2020-01-02`. Years before 1000 are slips of whoever wrote them. */
export function isDay(text: unknown): text is string {
  if (typeof text !== 'string' || !/^[1-9]\d{3}-\d\d-\d\d$/.test(text)) return false;
  return new Date(text).getUTCDate() === Number(text.slice(8));
}
