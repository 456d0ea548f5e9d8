import type { ApiMiddleware } from './context.ts';
import type { Endpoint } from './endpoint.ts';

/** An operation that will be gone. Days are UTC and begin at midnight. */
export interface Deprecation {
  /** From when on nobody new should use it. */
  readonly since: string;
  /** From when on it may be gone. */
  readonly sunset: string;
  /** The operation that takes its place. */
  readonly successor: string;
}

/** RFC 9745 and RFC 8594. */
function deprecationHeaders({ operationId, deprecated }: Endpoint): Readonly<Record<string, string>> {
  if (deprecated === undefined) return {};
  const { since, sunset, successor } = deprecated;
  return {
    deprecation: `@${Date.parse(since) / 1000}`,
    sunset: new Date(sunset).toUTCString(),
    link: `</docs/${operationId}>; rel="deprecation"; type="text/html", </docs/${successor}>; rel="successor-version"; type="text/html"`,
  };
}

/** For people, beside what the operation does. */
export function deprecationNotice({ since, sunset, successor }: Deprecation): string {
  return `Deprecated since ${since}; it may be gone from ${sunset} on. Use ${successor} instead.`;
}

/** Says on every answer of the operation, refusals included, that it will be gone. */
export function announceDeprecation(endpoint: Endpoint): ApiMiddleware {
  const headers = deprecationHeaders(endpoint);
  return (c, next) => {
    c.set('baseHeaders', { ...c.get('baseHeaders'), ...headers });
    return next();
  };
}
