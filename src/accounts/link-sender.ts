import { WizError } from '../core/errors.ts';

/** Carries a link to an address. */
export interface LinkSender {
  send(letter: Letter): Promise<void>;
}

export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

interface HttpSenderConfig {
  readonly url: string;
  readonly token: string | null;
  readonly from: string;
}

const timeoutMs = 10_000;

/** A mail service that takes `{ from, to, subject, text }` as JSON under a bearer token, as most do. */
export function httpSender(config: HttpSenderConfig, ask: typeof fetch): LinkSender {
  return {
    async send(letter) {
      const response = await ask(config.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(config.token === null ? {} : { authorization: `Bearer ${config.token}` }),
        },
        body: JSON.stringify({ from: config.from, ...letter }),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      await response.body?.cancel();
      // What it says may quote the letter, and with it the link.
      if (!response.ok) throw new WizError('dependency_unavailable', `the mail service answers ${response.status}`);
    },
  };
}
