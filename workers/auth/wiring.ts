import { waitUntil } from 'cloudflare:workers';
import { authService } from '../../src/accounts/auth-service.ts';
import { keyStanding } from '../../src/accounts/key-standing.ts';
import { httpSender } from '../../src/accounts/link-sender.ts';
import { upstashUsage } from '../../src/accounts/upstash-usage.ts';
import { systemClock as clock } from '../../src/core/clock.ts';
import { parseConfig } from '../../src/core/config.ts';
import { toWizError } from '../../src/core/errors.ts';
import { workerLogger } from '../../src/observability/worker-logger.ts';
import { database } from '../../src/storage/client.ts';
import { type AuthEnv, authConfig } from './env.ts';

const log = workerLogger('auth');
let wired: ReturnType<typeof build> | undefined;

function build(env: AuthEnv) {
  const config = parseConfig(authConfig, env, 'auth');
  const { EMAIL_URL: url, EMAIL_TOKEN: token = null, EMAIL_FROM: from = '', PORTAL_URL: portal = '' } = config;
  const db = database({ connectionString: config.DATABASE_URL, endpoint: config.DATABASE_ENDPOINT });
  const service = authService({
    ...{ db, clock, pepper: config.KEY_PEPPER, portalUrl: portal.replace(/\/$/, '') },
    mode: config.ENVIRONMENT === 'production' ? 'live' : 'test',
    sender: url === undefined ? null : httpSender({ url, token, from }, (...request) => fetch(...request)),
    defer: (work) =>
      waitUntil(work.catch((error) => log.log('error', 'not_done_later', { error: toWizError(error).message }))),
  });
  return {
    db,
    service,
    standing: keyStanding(db),
    usage: upstashUsage({ url: config.UPSTASH_URL, token: config.UPSTASH_TOKEN }),
  };
}

/** Built from the bindings once per isolate. */
export function wire(env: AuthEnv) {
  wired ??= build(env);
  return wired;
}
