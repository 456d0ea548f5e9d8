import type { ApiDeps } from './context.ts';

/** What a signed-in browser holds: out of reach of scripts, and sent along by this site's own pages only. */
export interface SessionCookie {
  /** Null to take it away. */
  readonly secret: string | null;
  readonly expires_at: string;
}

type Environment = ApiDeps['environment'];

/** The prefix binds a cookie to this host and to https, which one machine does not have. */
export const sessionCookieName = (environment: Environment): string =>
  environment === 'local' ? 'wizdata_session' : '__Host-wizdata_session';

export function sessionOf(headers: Headers, environment: Environment): string | null {
  const name = sessionCookieName(environment);
  for (const pair of (headers.get('cookie') ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}

export function setSession({ secret, expires_at }: SessionCookie, environment: Environment): string {
  const until = secret === null ? new Date(0) : new Date(expires_at);
  const secure = environment === 'local' ? '' : '; Secure';
  return `${sessionCookieName(environment)}=${secret ?? ''}; Path=/; Expires=${until.toUTCString()}; HttpOnly${secure}; SameSite=Lax`;
}
