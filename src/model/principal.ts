/** Scopes a key may carry. `account` manages the account and its keys, `admin` the platform. */
export const scopes = ['read', 'stream', 'account', 'admin'] as const;
export type Scope = (typeof scopes)[number];

/** What a person may do in an account, from most to least. */
export const roles = ['owner', 'admin', 'member', 'viewer'] as const;
export type Role = (typeof roles)[number];

/** Who asks. Anonymous callers read and stream at the lowest plan, counted by address. */
export interface Principal {
  readonly key_id: string | null;
  readonly plan: string;
  readonly scopes: readonly Scope[];
  /** Whose key or session it is. */
  readonly account_id?: string;
  /** The person, where a session asks and no key. */
  readonly member_id?: string;
  readonly role?: Role;
  /** Which service asks, where its key was made for one. */
  readonly service?: string | null;
  /** CIDR ranges; from elsewhere the key is refused. Empty: from everywhere. */
  readonly allowed_addresses?: readonly string[];
  /** Names the secret that asks without telling it, so that it can be asked about again. */
  readonly credential?: string;
  /** The version of the API that the key is pinned to; null: the newest. */
  readonly api_version?: string | null;
  /** From this instant on the key or session is none. */
  readonly valid_until?: string | null;
  /** Tokens that the account had spent when it was last looked up. */
  readonly spent?: Spent;
}

export interface Spent {
  /** The UTC day that `today` is of; its first seven characters are the month. */
  readonly day: string;
  readonly today: number;
  readonly month: number;
}
