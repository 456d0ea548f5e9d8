import type { Clock } from '../core/clock.ts';
import { toInstant } from '../core/clock.ts';
import { toWizError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import type { Logger } from '../core/log.ts';
import { planOf, type WindowLeft } from '../model/plan.ts';
import type { Principal, Spent } from '../model/principal.ts';
import type { SharedUsage, UsageBlock, UsageCount } from './shared-usage.ts';

interface MeterDeps {
  readonly shared: Pick<SharedUsage, 'add'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Work that goes on after the answer, while its request's isolate is kept alive for it. */
  defer(work: Promise<unknown>): void;
  wait(ms: number): Promise<void>;
}

/** Why a request may not be answered now. */
export interface QuotaRefusal {
  readonly quota: 'second' | 'day' | 'month';
  readonly limit: number;
  readonly retryAfterSeconds: number;
}

interface UsageMeter {
  /** Null when the account may spend so many tokens. Asks nobody. */
  refusal(principal: Principal, tokens: number): QuotaRefusal | null;
  /** What is left of the windows that it counts, as far as this isolate knows. Asks nobody and spends nothing. */
  left(principal: Principal): readonly WindowLeft[];
  count(principal: Principal, operation: string, tokens: number): void;
}

type Gathered = UsageCount & { requests: number; tokens: number };

/** For so long an isolate gathers before it tells; what it is ignorant of others is bounded by this too. */
const gatherMs = 1_000;
/** After so long without an end, whoever was to tell was cut off. */
const cutOffMs = 30_000;
const attempts = 3;
const fieldsInBlock = 500;
const maxSubjects = 10_000;
const dayMs = 86_400_000;

/**
 * What a key spends, counted in the isolate and told to Redis in blocks beside the requests. A block that may or may not
 * have arrived is sent again under its id. Quotas go by what Redis, or else Postgres, last said, and what was counted
 * here since.
 */
export function usageMeter({ shared, clock, log, defer, wait }: MeterDeps): UsageMeter {
  const gathered = new Map<string, Gathered>();
  const untold = new Map<string, number>();
  const spent = new Map<string, Spent>();
  const seconds = new Map<string, { second: number; tokens: number }>();
  let underWay: UsageBlock | null = null;
  let tellingSinceMs: number | null = null;

  function nextBlock(): UsageBlock | null {
    if (underWay !== null || gathered.size === 0) return underWay;
    const fields = [...gathered.keys()].slice(0, fieldsInBlock);
    const counts = fields.flatMap((field) => gathered.get(field) ?? []);
    for (const field of fields) gathered.delete(field);
    return { block_id: newId('flush'), counts };
  }

  /** Until all is told, or the isolate is kept alive no longer for the request that this goes beside. */
  async function tell(): Promise<void> {
    const sinceMs = clock.now();
    for (let failures = 0; failures < attempts && clock.now() - sinceMs < cutOffMs / 2; ) {
      await wait(gatherMs * 2 ** failures);
      const block = nextBlock();
      if (block === null) break;
      underWay = block;
      try {
        settle(block, await shared.add(block));
        failures = 0;
        if (gathered.size === 0) break;
      } catch (error) {
        failures += 1;
        log.log('warn', 'usage_not_told', { failures, waiting: gathered.size, error: toWizError(error).message });
      }
    }
    tellingSinceMs = null;
  }

  /** Two may have told the same block: it is settled by the first that hears of it. */
  function settle(block: UsageBlock, totals: ReadonlyMap<string, Spent>): void {
    if (underWay !== block) return;
    underWay = null;
    for (const { account_id, tokens } of block.counts) add(untold, account_id, -tokens);
    for (const [account, total] of totals) keep(spent, account, total);
  }

  function spentBy({ account_id = '', spent: asked }: Principal, day: string): Spent {
    const since = untold.get(account_id) ?? 0;
    const known = [spent.get(account_id), asked].map((said) => ({
      today: said?.day === day ? said.today : 0,
      month: said?.day.slice(0, 7) === day.slice(0, 7) ? said.month : 0,
    }));
    const most = (pick: (said: { today: number; month: number }) => number) => Math.max(...known.map(pick)) + since;
    return { day, today: most(({ today }) => today), month: most(({ month }) => month) };
  }

  function beyondSecond(subject: string, limit: number, tokens: number): boolean {
    const second = Math.floor(clock.now() / 1000);
    const known = seconds.get(subject);
    if (known?.second === second) {
      known.tokens += tokens;
      return known.tokens > limit;
    }
    keep(seconds, subject, { second, tokens });
    return tokens > limit;
  }

  return {
    refusal(principal, tokens) {
      const plan = planOf(principal.plan);
      const { requests_per_second: perSecond, requests_per_day: perDay, requests_per_month: perMonth } = plan;
      if (perDay !== null || perMonth !== null) {
        const now = clock.now();
        const { today, month } = spentBy(principal, dayOf(now));
        // Who waits for the day would hear of the month then.
        if (perMonth !== null && month + tokens > perMonth) {
          return { quota: 'month', limit: perMonth, retryAfterSeconds: secondsUntil(nextMonthMs(now), now) };
        }
        if (perDay !== null && today + tokens > perDay) {
          return { quota: 'day', limit: perDay, retryAfterSeconds: secondsUntil(nextDayMs(now), now) };
        }
      }
      return beyondSecond(principal.key_id ?? '', perSecond, tokens)
        ? { quota: 'second', limit: perSecond, retryAfterSeconds: 1 }
        : null;
    },
    left(principal) {
      const plan = planOf(principal.plan);
      const now = clock.now();
      const { today, month } = spentBy(principal, dayOf(now));
      const counted = seconds.get(principal.key_id ?? '');
      const inSecond = counted?.second === Math.floor(now / 1000) ? counted.tokens : 0;
      return [
        leftOf('second', plan.requests_per_second, inSecond, 1),
        leftOf('day', plan.requests_per_day, today, secondsUntil(nextDayMs(now), now)),
        leftOf('month', plan.requests_per_month, month, secondsUntil(nextMonthMs(now), now)),
      ].flat();
    },
    count({ account_id, key_id }, operation, tokens) {
      if (account_id === undefined || key_id === null) return;
      const now = clock.now();
      const day = dayOf(now);
      const field = `${account_id}|${key_id}|${day}|${operation}`;
      const known = gathered.get(field);
      if (known === undefined) {
        gathered.set(field, { account_id, key_id, day, operation, requests: 1, tokens });
      } else {
        known.requests += 1;
        known.tokens += tokens;
      }
      add(untold, account_id, tokens);
      if (tellingSinceMs !== null && now - tellingSinceMs < cutOffMs) return;
      tellingSinceMs = now;
      defer(tell());
    },
  };
}

/** The UTC day. Writing it out anew for every request would cost more than counting does. */
let lastDay = { number: -1, text: '' };
function dayOf(ms: number): string {
  const number = Math.floor(ms / dayMs);
  if (number !== lastDay.number) lastDay = { number, text: toInstant(ms).slice(0, 10) };
  return lastDay.text;
}

/** Nothing where the plan has no such limit. */
function leftOf(window: WindowLeft['window'], limit: number | null, spent: number, resetSeconds: number): WindowLeft[] {
  return limit === null ? [] : [{ window, limit, remaining: Math.max(0, limit - spent), resetSeconds }];
}

const secondsUntil = (ms: number, now: number): number => Math.max(1, Math.ceil((ms - now) / 1000));

const nextDayMs = (now: number): number => (Math.floor(now / dayMs) + 1) * dayMs;

function nextMonthMs(now: number): number {
  const at = new Date(now);
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1);
}

function add(sums: Map<string, number>, name: string, amount: number): void {
  const sum = (sums.get(name) ?? 0) + amount;
  if (sum === 0) sums.delete(name);
  else sums.set(name, sum);
}

/** A memory that grows too large begins anew: what it held can be asked for again. */
function keep<T>(memory: Map<string, T>, name: string, value: T): void {
  if (memory.size >= maxSubjects && !memory.has(name)) memory.clear();
  memory.set(name, value);
}
