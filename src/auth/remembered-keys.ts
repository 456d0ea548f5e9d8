import type { Clock } from '../core/clock.ts';
import type { Principal } from '../model/principal.ts';
import { isKey, isSession } from './key-format.ts';

interface KeyVerifier {
  verify(secret: string): Promise<Principal | null>;
}

interface RememberedKeys {
  /** The principal behind a key or a session, at once where the isolate has asked lately. */
  verify(secret: string): Principal | null | Promise<Principal | null>;
  /** Asks anew about a key that was changed or revoked here, and about sessions and keys of a member. */
  forget(id: string): void;
}

/** A revoked key stops working this long after its revocation at the latest, in isolates that hear nothing of it. */
const knownMs = 30_000;
/** A key that is issued just after it was tried works this soon. */
const unknownMs = 5_000;
const capacity = 2_000;

interface Verdict {
  readonly principal: Principal | null;
  readonly untilMs: number;
}

export function rememberedKeys(verifier: KeyVerifier, clock: Clock): RememberedKeys {
  const verdicts = new Map<string, Verdict>();
  /** Grows with each change: an answer that was under way meanwhile may be of before. */
  let changes = 0;

  async function ask(secret: string): Promise<Principal | null> {
    // The time before asking counts, so that a slow answer is not believed for longer than a quick one.
    const askedMs = clock.now();
    const before = changes;
    const principal = await verifier.verify(secret);
    if (before !== changes) return principal;
    if (verdicts.size >= capacity) verdicts.clear();
    verdicts.set(secret, {
      principal,
      untilMs: askedMs + (principal === null ? unknownMs : believedMs(principal, askedMs)),
    });
    return principal;
  }

  return {
    verify(secret) {
      const verdict = verdicts.get(secret);
      if (verdict !== undefined && clock.now() < verdict.untilMs) return verdict.principal;
      return isKey(secret) || isSession(secret) ? ask(secret) : null;
    },
    forget(id) {
      changes += 1;
      for (const [secret, { principal }] of verdicts) {
        if (principal?.key_id === id || principal?.member_id === id) verdicts.delete(secret);
      }
    },
  };
}

function believedMs({ valid_until }: Principal, nowMs: number): number {
  return valid_until ? Math.min(knownMs, Date.parse(valid_until) - nowMs) : knownMs;
}
