import type { Clock } from '../core/clock.ts';
import type { Principal } from '../model/principal.ts';
import { isKey } from './key-format.ts';

interface KeyVerifier {
  verify(key: string): Promise<Principal | null>;
}

export interface RememberedKeys {
  /** The principal behind a key, at once where the isolate has asked lately. */
  verify(key: string): Principal | null | Promise<Principal | null>;
}

/** A revoked key stops working this long after its revocation at the latest. */
const knownMs = 30_000;
/** A key that is issued just after it was tried works this soon. */
const unknownMs = 5_000;
const capacity = 2_000;

export function rememberedKeys(verifier: KeyVerifier, clock: Clock): RememberedKeys {
  const verdicts = new Map<string, { readonly principal: Principal | null; readonly untilMs: number }>();

  async function ask(key: string): Promise<Principal | null> {
    const principal = await verifier.verify(key);
    if (verdicts.size >= capacity) verdicts.clear();
    verdicts.set(key, { principal, untilMs: clock.now() + (principal === null ? unknownMs : knownMs) });
    return principal;
  }

  return {
    verify(key) {
      const verdict = verdicts.get(key);
      if (verdict !== undefined && clock.now() < verdict.untilMs) return verdict.principal;
      return isKey(key) ? ask(key) : null;
    },
  };
}
