/** What a plan allows. Limits are facts of the product, stated in the README and in every answer's headers. */
export interface Plan {
  readonly plan_id: string;
  readonly requests_per_minute: number;
  readonly rows_per_request: number;
  readonly stream_channels: number;
}

export const plans: Readonly<Record<string, Plan>> = {
  anonymous: { plan_id: 'anonymous', requests_per_minute: 120, rows_per_request: 1000, stream_channels: 10 },
  free: { plan_id: 'free', requests_per_minute: 600, rows_per_request: 5000, stream_channels: 50 },
  pro: { plan_id: 'pro', requests_per_minute: 6000, rows_per_request: 10000, stream_channels: 500 },
  internal: { plan_id: 'internal', requests_per_minute: 1_000_000, rows_per_request: 10000, stream_channels: 1000 },
};
