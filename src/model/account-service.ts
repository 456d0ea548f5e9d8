import type { Principal, Role, Scope } from './principal.ts';

/** What `auth` answers to others. The pepper never leaves it, and the tables of accounts are read by nobody else. */
export interface AuthService extends AccountService {
  /** The principal behind a key or a session, or null when it is unknown, expired or revoked. */
  verify(secret: string): Promise<Principal | null>;
}

/** What `auth` answers to who has let keys in and keeps them. */
export interface KeyStanding {
  /** Those of these credentials that may hold a stream no more: revoked, expired, rotated away, or without the scope. */
  ended(credentials: readonly string[]): Promise<readonly string[]>;
}

/** What the gateway's endpoints about accounts stand on. */
export interface AccountService {
  /** Sends a link to the address, whether or not an account has it. */
  signUp(email: string): Promise<void>;
  /** What a link is worth, once: a session, and an account where the address had none. */
  signIn(link: string, requestId: string): Promise<SignedIn>;
  signOut(caller: Caller): Promise<void>;
  account(caller: Caller): Promise<Account>;
  inviteMember(caller: Caller, member: { readonly email: string; readonly role: Role }): Promise<void>;
  changeMember(caller: Caller, memberId: string, role: Role): Promise<Member | null>;
  removeMember(caller: Caller, memberId: string): Promise<Member | null>;
  listKeys(caller: Caller): Promise<readonly Key[]>;
  getKey(caller: Caller, keyId: string): Promise<Key | null>;
  createKey(caller: Caller, request: KeyRequest): Promise<KeyWithSecret>;
  changeKey(caller: Caller, keyId: string, change: KeyChange): Promise<Key | null>;
  /** The new secret works at once, the old one for `overlapSeconds` more. */
  rotateKey(caller: Caller, keyId: string, overlapSeconds: number): Promise<KeyWithSecret | null>;
  revokeKey(caller: Caller, keyId: string): Promise<Key | null>;
  listScreens(caller: Caller): Promise<readonly SavedScreen[]>;
  getScreen(caller: Caller, screenId: string): Promise<SavedScreen | null>;
  createScreen(caller: Caller, request: ScreenRequest): Promise<SavedScreen>;
  changeScreen(caller: Caller, screenId: string, change: Partial<ScreenRequest>): Promise<SavedScreen | null>;
  removeScreen(caller: Caller, screenId: string): Promise<SavedScreen | null>;
  listAudit(caller: Caller, page: { readonly limit: number; readonly before: string | null }): Promise<AuditPage>;
  usage(caller: Caller, span: { readonly from: string; readonly to: string }): Promise<Usage>;
  /** Says whether a write may begin, or how it ended when it was asked for before. */
  beginWrite(write: RememberedWrite): Promise<WriteState>;
  /** Keeps the answer for those who ask again; null when nothing was done and it may be tried anew. */
  endWrite(write: RememberedWrite, answer: WrittenAnswer | null): Promise<void>;
}

/** Who asks for something of an account. */
export interface Caller {
  readonly account_id: string;
  readonly key_id: string | null;
  readonly member_id: string | null;
  readonly role: Role;
  readonly scopes: readonly Scope[];
  readonly request_id: string;
  /** The session that asks, as its holder sent it. */
  readonly session: string | null;
}

export interface SignedIn {
  /** Shown this once, as a cookie. */
  readonly session: string;
  readonly expires_at: string;
  readonly account_id: string;
  readonly member: Member;
}

export interface Account {
  readonly account_id: string;
  readonly name: string;
  readonly plan: string;
  readonly created_at: string;
  readonly members: readonly Member[];
}

export interface Member {
  readonly member_id: string;
  readonly email: string;
  readonly role: Role;
  readonly created_at: string;
}

export interface Key {
  readonly key_id: string;
  readonly name: string;
  /** `service`: one of the account's programs is named by it. */
  readonly kind: 'personal' | 'service';
  readonly service: string | null;
  readonly scopes: readonly Scope[];
  readonly allowed_addresses: readonly string[];
  /** The version in which it is answered; null: the newest, whichever that is. */
  readonly api_version: string | null;
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly revoked_at: string | null;
  /** Within two minutes. */
  readonly last_used_at: string | null;
  /** Until when the secret before the last rotation works. */
  readonly previous_until: string | null;
}

export interface KeyWithSecret extends Key {
  /** Shown this once: only its HMAC is kept. */
  readonly key: string;
}

export interface KeyRequest {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly service: string | null;
  readonly allowed_addresses: readonly string[];
  readonly api_version: string | null;
  readonly expires_at: string | null;
}

export type KeyChange = Partial<
  Pick<KeyRequest, 'name' | 'scopes' | 'allowed_addresses' | 'api_version' | 'expires_at'>
>;

export interface ScreenRequest {
  readonly name: string;
  /** As `POST /v1/screener` takes it. */
  readonly screen: Readonly<Record<string, unknown>>;
}

export interface SavedScreen extends ScreenRequest {
  readonly screen_id: string;
  /** A member or a key. */
  readonly created_by: string;
  readonly created_at: string;
  readonly changed_at: string;
}

export interface AuditPage {
  readonly events: readonly AuditEvent[];
  /** The last event of the page, when there are more behind it. */
  readonly next: string | null;
}

export interface AuditEvent {
  readonly audit_id: string;
  readonly recorded_at: string;
  /** A member, a key, or `platform`. */
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly request_id: string;
}

export interface Usage {
  readonly plan: string;
  /** All that was counted before is in these figures. */
  readonly counted_until: string | null;
  readonly rows: readonly UsageRow[];
  readonly today: number;
  readonly month: number;
}

export interface UsageRow {
  readonly day: string;
  readonly key_id: string;
  readonly operation: string;
  readonly requests: number;
  readonly tokens: number;
}

/** A write that its caller named, so that asking twice does it once. */
export interface RememberedWrite {
  readonly account_id: string;
  readonly name: string;
  /** Of the operation and its input. */
  readonly fingerprint: string;
}

export type WriteState =
  | { readonly state: 'begun' | 'running' | 'other' }
  | { readonly state: 'done'; readonly answer: WrittenAnswer };

export interface WrittenAnswer {
  readonly status: 200 | 201 | 202;
  readonly body: string;
}
