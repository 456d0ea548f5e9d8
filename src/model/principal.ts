/** Scopes a key may carry. */
export const scopes = ['read', 'stream', 'admin'] as const;
export type Scope = (typeof scopes)[number];

/** Who asks. Anonymous callers read and stream at the lowest plan, counted by address. */
export interface Principal {
  readonly key_id: string | null;
  readonly plan: string;
  readonly scopes: readonly Scope[];
}
