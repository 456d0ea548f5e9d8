/** Instants of one spelling; null is no bound. */
type Moment = string | null;

export const laterOf = (one: Moment, other: Moment): Moment =>
  one === null || (other !== null && other > one) ? other : one;

export const earlierOf = (one: Moment, other: Moment): Moment =>
  one === null || (other !== null && other < one) ? other : one;

/** Rows have milliseconds, so that the next one begins what comes after. */
export const momentAfter = (moment: Moment): Moment =>
  moment === null ? null : new Date(Date.parse(moment) + 1).toISOString();

const dayMs = 86_400_000;
/** So many days after an instant or the start of a day. */
export const daysFrom = (moment: string, days: number): string =>
  new Date(Date.parse(moment) + days * dayMs).toISOString();
