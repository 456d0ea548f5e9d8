import { toWizError, WizError } from '../core/errors.ts';
import { sha256 } from '../core/hash.ts';
import type { AccountService, WrittenAnswer } from '../model/account-service.ts';

/** draft-ietf-httpapi-idempotency-key-header: a text of the caller's, which names one write of the account. */
const nameShape = /^[\x20-\x7e]{1,255}$/;

interface Write {
  readonly account_id: string;
  /** The header, as it was sent. */
  readonly name: string;
  /** What is told once to one, such as a key, is not told again to another of the account. */
  readonly asker: string | null;
  readonly operation: string;
  readonly input: unknown;
}

/**
 * Does a write once, however often it is asked for under one name: who asks again hears the first answer. A write that
 * failed is forgotten, for it may be tried again.
 */
export async function once(
  accounts: Pick<AccountService, 'beginWrite' | 'endWrite'>,
  { account_id, name, asker, operation, input }: Write,
  work: () => Promise<WrittenAnswer>,
): Promise<WrittenAnswer> {
  if (!nameShape.test(name)) {
    throw new WizError('invalid_request', 'Idempotency-Key must be 1 to 255 printable ASCII characters');
  }
  const write = {
    account_id,
    name: await sha256(name),
    fingerprint: await sha256(JSON.stringify([asker, operation, input])),
  };
  const begun = await accounts.beginWrite(write);
  if (begun.state === 'done') return begun.answer;
  if (begun.state === 'other') {
    throw new WizError('conflict', 'Idempotency-Key: another request was made under this key; take a new one');
  }
  if (begun.state === 'running') {
    throw new WizError('conflict', 'Idempotency-Key: the first request under this key is still under way', {
      retry_after_seconds: 1,
    });
  }
  let answer: WrittenAnswer;
  try {
    answer = await work();
  } catch (error) {
    // A part that did not answer may have done what was asked: the name stays taken until it is clear.
    if (toWizError(error).status < 500) await accounts.endWrite(write, null);
    throw error;
  }
  // What was done is answered, even where it cannot be remembered.
  await accounts.endWrite(write, answer).catch(() => undefined);
  return answer;
}
