/**
 * What a plan allows. Limits are facts of the product, stated in the README and in every answer's headers. All of them
 * count tokens: an endpoint's cost. Null is no limit.
 */
export interface Plan {
  readonly plan_id: string;
  /** Kept by each isolate for itself: it evens out bursts and is not billed. */
  readonly requests_per_second: number;
  readonly requests_per_minute: number;
  readonly requests_per_day: number | null;
  readonly requests_per_month: number | null;
  readonly rows_per_request: number;
  readonly stream_channels: number;
  /** How many years back prices may be read. */
  readonly history_years: number | null;
}

export const plans: Readonly<Record<string, Plan>> = {
  anonymous: {
    plan_id: 'anonymous',
    ...{ requests_per_second: 120, requests_per_minute: 120, requests_per_day: null, requests_per_month: null },
    ...{ rows_per_request: 1000, stream_channels: 10, history_years: 10 },
  },
  free: {
    plan_id: 'free',
    ...{ requests_per_second: 300, requests_per_minute: 600, requests_per_day: 200_000, requests_per_month: 3_000_000 },
    ...{ rows_per_request: 5000, stream_channels: 50, history_years: 10 },
  },
  pro: {
    plan_id: 'pro',
    ...{ requests_per_second: 1000, requests_per_minute: 6000 },
    ...{ requests_per_day: 4_000_000, requests_per_month: 60_000_000 },
    ...{ rows_per_request: 10_000, stream_channels: 500, history_years: 30 },
  },
  enterprise: {
    plan_id: 'enterprise',
    ...{ requests_per_second: 5000, requests_per_minute: 60_000, requests_per_day: null, requests_per_month: null },
    ...{ rows_per_request: 10_000, stream_channels: 1000, history_years: null },
  },
  internal: {
    plan_id: 'internal',
    ...{ requests_per_second: 1_000_000, requests_per_minute: 1_000_000 },
    ...{ requests_per_day: null, requests_per_month: null },
    ...{ rows_per_request: 10_000, stream_channels: 1000, history_years: null },
  },
};

/** A plan that the code does not know any more allows what everybody may. */
export function planOf(name: string): Plan {
  const known = Object.hasOwn(plans, name) ? plans[name] : plans.anonymous;
  if (known === undefined) throw new Error('there is a plan for everybody');
  return known;
}

/** The spans of time that limits are of, in seconds. Months are those of the calendar: this is the longest. */
export const windowSeconds = { second: 1, minute: 60, day: 86_400, month: 31 * 86_400 } as const;
type WindowName = keyof typeof windowSeconds;

interface WindowLimit {
  readonly window: WindowName;
  readonly limit: number;
}

/** Which limits bind, from short to long. Who has no key is counted by the minute only. */
export function windowLimits(plan: Plan, isKeyed: boolean): readonly WindowLimit[] {
  const minute = { window: 'minute', limit: plan.requests_per_minute } as const;
  if (!isKeyed) return [minute];
  const { requests_per_second: second, requests_per_day: day, requests_per_month: month } = plan;
  return [
    { window: 'second', limit: second },
    minute,
    ...(day === null ? [] : [{ window: 'day', limit: day } as const]),
    ...(month === null ? [] : [{ window: 'month', limit: month } as const]),
  ];
}

/** What is left of a window, as far as whoever says it knows. */
export interface WindowLeft extends WindowLimit {
  readonly remaining: number;
  readonly resetSeconds: number;
}
